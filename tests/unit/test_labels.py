"""The Vietnamese catalogues against the code. A gap here stops a report, a leftover misleads."""

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir

from doanvien.reference.languages import message_ids

SOURCE = Path(__file__).parents[2] / "src" / "doanvien"
# Messages that reach the translator from a table of words instead of a call.
INDIRECT = {"Published figures", "Reported figures, not published", "SIMULATED DATA"}


def sentences_in_code() -> set[str]:
    found = extract_from_dir(
        SOURCE, [("**.py", "python")], keywords={"t": None, "_t": None, "sentence": None}
    )
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def test_every_sentence_has_a_vietnamese_version():
    """An untranslated sentence would stop a Vietnamese report."""
    assert sentences_in_code() - message_ids() == set()


def test_english_sentences_hold_no_vietnamese():
    """English reports are complete: no Vietnamese word stands in a message id."""
    vietnamese = re.compile("[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
    assert [sentence for sentence in message_ids() if vietnamese.search(sentence)] == []
