"""Sentences in two languages. If these fail, a reader sees the wrong language or a lost number."""

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from doanvien.reference.files import reference_folder
from doanvien.reference.languages import (
    REPORTED,
    MissingTranslation,
    message_ids,
    parse_language,
    read_catalogues,
    translator,
)


def write(folder: Path, name: str, *entries: str) -> None:
    (folder / name).write_text("\n\n".join(entries) + "\n", encoding="utf-8")


def placeholders(sentence: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


def test_english_is_the_sentence_itself_with_its_numbers():
    t = translator("en")
    assert t("{count} new members", count="1,128") == "1,128 new members"


def test_a_sentence_without_vietnamese_is_an_error_and_not_english():
    with pytest.raises(MissingTranslation, match="labels/vi"):
        translator("vi")("{count} flying pigs", count="3")


@pytest.mark.parametrize("status", ["reported", "simulated"])
def test_reported_figures_are_not_called_published(status):
    words = {code: translator(code, status)("not published") for code in ("en", "vi")}
    assert words == {"en": "not reported yet", "vi": "chưa báo cáo"}
    assert translator("vi")("not published") == "chưa công bố"
    assert translator("vi", status)("cannot be computed") == "không tính được"  # the same of both


def test_a_placeholder_without_a_value_is_an_error_in_both_languages():
    with pytest.raises(KeyError):
        translator("en")("{count} new members")


def test_braces_in_a_value_are_text():
    assert translator("en")("Unit: {unit}", unit="{secret}") == "Unit: {secret}"


@pytest.mark.parametrize("text", ["xx", "VI", "", None, "vi_VN"])
def test_an_unknown_language_is_refused(text):
    with pytest.raises(ValueError, match="Write 'vi'"):
        parse_language(text)
    with pytest.raises(ValueError, match="Write 'vi'"):
        translator(text)


def test_catalogues_of_a_folder_are_read_together(tmp_path):
    write(tmp_path, "present.po", 'msgid "{count} new"\nmsgstr "{count} kết nạp mới"')
    write(tmp_path, "export.po", 'msgid "Notes"\nmsgstr "Ghi chú"')
    assert read_catalogues(tmp_path) == {"{count} new": "{count} kết nạp mới", "Notes": "Ghi chú"}


def test_unfinished_entries_do_not_count_as_translated(tmp_path):
    write(tmp_path, "a.po", 'msgid "Empty"\nmsgstr ""', '#, fuzzy\nmsgid "Guess"\nmsgstr "Đoán"')
    assert read_catalogues(tmp_path) == {}


def test_two_translations_of_one_sentence_are_refused(tmp_path):
    write(tmp_path, "a.po", 'msgid "Share"\nmsgstr "Tỷ trọng"')
    write(tmp_path, "b.po", 'msgid "Share"\nmsgstr "Chia sẻ"')
    with pytest.raises(ValueError, match=r"b\.po translates 'Share' differently"):
        read_catalogues(tmp_path)


def test_plural_forms_are_refused(tmp_path):
    write(tmp_path, "a.po", 'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "nhiều"')
    with pytest.raises(ValueError, match="whole sentences"):
        read_catalogues(tmp_path)


def test_the_catalogues_of_the_project_can_be_read_and_are_not_empty():
    assert message_ids("vi")
    assert all(message_ids("vi"))


@pytest.mark.parametrize(
    "path",
    sorted((reference_folder() / "labels").glob("*/*.po")),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_every_translated_sentence_is_finished_and_loses_no_number(path, tmp_path):
    (tmp_path / path.name).write_bytes(path.read_bytes())
    sentences = read_catalogues(tmp_path) | read_catalogues(tmp_path, context=REPORTED)
    entries = re.findall(r"^msgid ", path.read_text(encoding="utf-8"), re.MULTILINE)
    written = len(entries) - 1  # the first is the header
    assert len(sentences) == written, "an entry is empty, fuzzy or stands twice"
    different = [
        written_in
        for written_in, translation in sentences.items()
        if path.name != "notebooks.po" and placeholders(written_in) != placeholders(translation)
    ]
    assert different == []


def test_an_english_report_starts_without_babel_and_pandas():
    code = (
        "import sys; from doanvien.reference import scope, indicators, languages; "
        "languages.translator('en')('x'); print({'babel', 'pandas'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == "set()"
