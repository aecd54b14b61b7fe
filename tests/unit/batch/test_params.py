"""A wrong batch file must be told in full before anything is built: line, key, what to write."""

from datetime import date
from typing import Any

import pytest

from doanvien.batch.project import Project, find_batch, find_project
from doanvien.batch.request.checks import check_batch
from doanvien.batch.request.problems import BatchError
from doanvien.batch.request.read import Batch, read_batch
from doanvien.data.problems import DataError


def read(tiny: Any, reports: str, **head: str) -> Batch:
    return read_batch(tiny.batch(reports, **head), Project(tiny.root))


def problems(tiny: Any, reports: str, **head: str) -> list[str]:
    with pytest.raises(BatchError) as caught:
        read(tiny, reports, **head)
    return [str(problem) for problem in caught.value.problems]


def test_reports_one_by_one_take_what_the_batch_says_unless_they_say_it_themselves(tiny):
    batch = read(
        tiny,
        "language: en\nreports:\n"
        "  - {province: TP. Hà Nội, period: 2022H1, as_of: 2022-07-08}\n"
        "  - {province: lao-cai, period: 2022, language: vi}\n",
    )
    first, second = batch.reports
    assert (first.slug, first.cutoff, first.language) == ("ha-noi", date(2022, 7, 8), "en")
    assert (second.period.code, second.cutoff, second.language) == (
        "2022",
        date(2022, 12, 31),
        "vi",
    )


def test_both_languages_may_be_asked_for_by_the_batch_or_by_one_report(tiny):
    batch = read(
        tiny,
        "language: [vi, en]\noverview: chapter\nprovinces: [ha-noi, lao-cai]\nperiod: 2022H1\n"
        "overrides:\n  lao-cai: {language: en}\n",
    )
    asked = [(scope.slug, scope.language) for scope in (*batch.reports, *batch.overview)]
    assert asked == [
        ("ha-noi", "vi"),
        ("ha-noi", "en"),
        ("lao-cai", "en"),
        ("toan-quoc", "vi"),
        ("toan-quoc", "en"),
    ]
    assert batch.language == "vi"


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        ("[vi, fr]", "key language: Unknown language 'fr'."),
        ("[vi, vi]", "key language: 'vi' stands more than once."),
        ("[]", "key language: "),
    ],
)
def test_languages_that_cannot_be_are_told_on_their_line(tiny, languages, message):
    head = f"language: {languages}\nprovinces: [ha-noi]\nperiod: 2022H1\n"
    (found,) = problems(tiny, head)
    assert message in found


def test_all_provinces_are_those_with_figures_for_the_period(tiny):
    tiny.figures("bac-ninh", ",,members_new,2021-01-01,2021-12-31,5,exact,s1,")
    batch = read(tiny, "provinces: all\nperiod: 2022H1\n")
    assert [scope.slug for scope in batch.reports] == ["ha-noi", "lao-cai"]


def test_one_province_of_many_may_close_on_another_day(tiny):
    batch = read(
        tiny,
        "provinces: [ha-noi, lao-cai]\nperiod: 2022H1\nas_of: 2022-05-31\n"
        "overrides:\n  lao-cai: {as_of: 2022-06-15, language: en}\n",
    )
    assert [(scope.cutoff.isoformat(), scope.language) for scope in batch.reports] == [
        ("2022-05-31", "vi"),
        ("2022-06-15", "en"),
    ]


@pytest.mark.parametrize("nothing", ["", "null", "~", "None"])
def test_an_empty_as_of_means_the_last_day_of_the_period(tiny, nothing):
    batch = read(tiny, f"provinces: [ha-noi]\nperiod: 2022H1\nas_of: {nothing}\n")
    assert batch.reports[0].cutoff == date(2022, 6, 30)


def test_the_overview_is_about_the_country_up_to_the_last_cutoff(tiny):
    batch = read(
        tiny,
        "overview: chapter\nprovinces: [ha-noi, lao-cai]\nperiod: 2022H1\n"
        "overrides: {ha-noi: {as_of: 2022-07-08}}\n",
    )
    (overview,) = batch.overview
    assert (overview.slug, overview.cutoff) == ("toan-quoc", date(2022, 7, 8))


def test_everything_wrong_is_told_at_once_in_the_order_of_the_lines(tiny):
    found = problems(
        tiny,
        "peroid: 2022\nlanguage: fr\nreports:\n"
        "  - {province: hanoii, period: 2022H1}\n"
        "  - {province: lao-cai, period: 2022Q5, as_off: 2022-05-31}\n"
        "  - {province: lao-cai, period: 2022H1, as_of: 2021-05-31}\n"
        "  - {period: 2022H1}\n",
        head="title: Hai\ndata: data/tny\nnotebooks: [chaptr]\n",
    )
    expected = [
        "line 2, key data: The folder 'data/tny' holds no data set",
        "line 3, key notebooks #1: There is no notebook 'chaptr' in notebooks/. Did you mean",
        "line 4, key peroid: There is no key 'peroid'. Did you mean 'period'?",
        "line 5, key language:",
        "line 7, key reports #1 province: Unknown province 'hanoii'. Did you mean 'ha-noi'",
        "line 8, key reports #2 as_off: There is no key 'as_off'. Did you mean 'as_of'?",
        "line 8, key reports #2 period: '2022Q5' is not a period.",
        "line 9, key reports #3 as_of: 31 May 2021 lies before the period",
        "line 10, key reports #4 province: The key 'province' is missing.",
    ]
    assert len(found) == len(expected)
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(f"params/two.yaml, {start}")


@pytest.mark.parametrize(
    ("reports", "message"),
    [
        ("", "The batch names no reports."),
        ("provinces: all\n", "The batch names no reports."),
        ("provinces: all\nperiod: 2022Q5\n", "'2022Q5' is not a period."),
        ("provinces: some\nperiod: 2022\n", "Write 'all', or a list of provinces."),
        ("provinces: [ha-noi, hanoii]\nperiod: 2022\n", "Did you mean 'ha-noi'"),
        ("provinces: all\nperiod: 2019\n", "No province has figures for 2019 in data/tiny."),
        ("provinces: all\nperiod: 2022\nas_of: 2022-02-30\n", "'2022-02-30' is not a date."),
        (
            "provinces: [ha-noi]\nperiod: 2022\noverrides: {lao-cai: {language: en}}\n",
            "The batch has no report of 'lao-cai'.",
        ),
        (
            "provinces: [ha-noi]\nperiod: 2022\noverrides: {ha-noi: {as_of: 2021-01-01}}\n",
            "key overrides ha-noi as_of: 1 January 2021 lies before the period",
        ),
        (
            "reports:\n  - {province: ha-noi, period: 2022}\n"
            "  - {province: Hà Nội, period: 2022}\n",
            "The report ha-noi/2022 already stands on line 5.",
        ),
        (
            "reports:\n  - {province: ha-noi, period: 2022}\nperiod: 2022\n",
            "`reports` does not go together with `period`.",
        ),
        (
            "overview: chapter\nreports:\n  - {province: ha-noi, period: 2022}\n"
            "  - {province: ha-noi, period: 2021}\n",
            "An overview needs reports that are all of one period.",
        ),
        ("reports: ha-noi\n", "line 4, key reports"),
        (
            "reports:\n  - ha-noi/2022\n",
            "stands where keys are expected: as_of, language, province",
        ),
        ("language: vi\nlanguage: en\nreports: []\n", "The key 'language' stands twice."),
        ("reports: [\n", "the text is not YAML"),
    ],
)
def test_a_wrong_batch_says_what_to_write(tiny, reports, message):
    assert any(message in problem for problem in problems(tiny, reports))


@pytest.mark.parametrize("text", ["", "- 1\n", "just words\n"])
def test_a_file_that_is_no_batch_says_so(tiny, text):
    assert problems(tiny, "", head=text)


def test_a_data_set_that_cannot_be_read_is_not_taken_for_an_empty_one(tiny):
    tiny.write("data/tiny/figures/nowhere.csv", "province\n")
    with pytest.raises(DataError, match="nowhere"):
        read(tiny, "provinces: all\nperiod: 2022\n")


def test_a_batch_is_found_by_name_and_by_path_from_inside_the_project(tiny):
    file = tiny.batch("reports: []\n")
    inside = tiny.root / "notebooks"
    assert find_batch("two", inside) == (Project(tiny.root), file)
    assert find_batch("../params/two.yaml", inside) == (Project(tiny.root), file)


def test_a_batch_kept_elsewhere_belongs_to_the_project_one_works_in(tiny, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "mine.yaml"
    elsewhere.write_text("title: x\n", encoding="utf-8")
    assert find_batch(str(elsewhere), tiny.root) == (Project(tiny.root), elsewhere)


def test_an_unknown_batch_names_the_nearest_one(tiny):
    tiny.batch("")
    with pytest.raises(BatchError, match=r"There is no batch 'tow'\. Did you mean 'two'"):
        find_batch("tow", tiny.root)


def test_outside_any_project_the_checkout_of_the_package_is_meant(tmp_path):
    assert (find_project(tmp_path).root / "params").is_dir()


def checked(tiny: Any, reports: str) -> Any:
    return check_batch(tiny.batch(reports), Project(tiny.root))


def test_check_refuses_a_report_that_build_would_refuse_and_names_the_successor(tiny):
    """A province without any figures, and one that is gone."""
    found = checked(tiny, "reports:\n  - {province: ha-giang, period: 2025Q3}\n").problems
    assert [str(one) for one in found] == [
        "params/two.yaml: The data set has no figures for the report ha-giang/2025Q3. Leave it "
        "out, or add the figures. ha-giang is now part of tuyen-quang."
    ]


def test_check_asks_about_a_former_province_that_says_nothing_of_the_period(tiny):
    tiny.figures("yen-bai", ",,members_new,2024-01-01,2024-12-31,5,exact,s1,")
    found = checked(tiny, "reports:\n  - {province: yen-bai, period: 2025Q3}\n")
    assert found.problems == ()
    assert [str(one) for one in found.doubts] == [
        "params/two.yaml: The report yen-bai/2025Q3 has no figure of its period. "
        "yen-bai is now part of lao-cai."
    ]


def test_a_doubt_of_the_data_is_no_problem_of_the_batch(tiny):
    tiny.write("data/tiny/figures/Thumbs.db", "")
    found = checked(tiny, "reports:\n  - {province: ha-noi, period: 2022}\n")
    assert (len(found.problems), len(found.doubts)) == (0, 1)


@pytest.mark.parametrize(
    "text",
    [
        'title: "\\UFFFFFFFF"\n',
        'title: "\\ud800"\n',
        'title: "\\0"\n',
        f"%YAML {'1' * 5000}.1\n---\ntitle: x\n",
        f"title: x\ndata: {'a' * 300}\n",
        "title: x\ndata: data/\ttiny\n",
        "[" * 3000,
        "a: " * 3000,
        "title: !!python/object:os.system x\n",
        "title: &a x\n",
        "? [a, b]\n: c\n",
        "? {a: b}\n: c\n",
    ],
)
def test_whatever_a_batch_file_says_is_told_in_words_that_can_be_printed(tiny, text):
    """A traceback says nothing to an officer, and half a letter breaks the terminal."""
    file = tiny.write("params/two.yaml", text)
    found = check_batch(file, Project(tiny.root)).problems
    assert found
    told = "\n".join(map(str, found))
    told.encode()
    assert "Node(" not in told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("'  '", "nothing that can be seen"),
        ('"\\u200b\\u2060"', "nothing that can be seen"),
        ("Huyá»‡n A", "Western encoding"),
        ('"#REF!"', "'#REF!' is an error of the spreadsheet"),
    ],
)
def test_a_title_that_nobody_can_read_is_refused(tiny, title, told):
    """It is the headline of the index page."""
    file = tiny.batch("reports:\n  - {province: ha-noi, period: 2022}\n")
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    tiny.write(f"params/{file.name}", "\n".join([f"title: {title}", *lines]))
    (found,) = check_batch(file, Project(tiny.root)).problems
    assert told in str(found)


def test_five_thousand_wrong_provinces_are_refused_with_few_words(tiny):
    """Suggestions are bounded: a name of a million letters is compared with nothing."""
    long = checked(tiny, f"reports:\n  - {{province: {'a' * 10**6}, period: 2022}}\n").problems
    assert all(len(str(one)) < 500 for one in long)


def test_a_mistake_in_a_batch_is_told_in_the_language_of_who_reads(tiny):
    with pytest.raises(BatchError) as caught:
        read(tiny, "provinces: [ha-noii]\nperiod: 2022H9\nlanguages: vi\n")
    told = caught.value.said("vi").splitlines()
    assert any(
        "khóa languages: Không có khóa 'languages'. Ý bạn là 'language'?" in one for one in told
    )
    assert not any(" line " in one or "Did you mean" in one for one in told)


def test_of_many_mistakes_of_one_kind_a_few_are_told_and_the_rest_counted(tiny):
    names = ", ".join(f"tinh-{number}" for number in range(500))
    told = problems(tiny, f"provinces: [{names}]\nperiod: 2022H1\n")
    assert len(told) == 6
    assert told[-1].endswith("key provinces #6: 495 more entries make the same mistake.")


@pytest.mark.parametrize(
    "lines",
    [
        "".join(f"titel{number}: x\n" for number in range(100)),
        "overrides:\n" + "".join(f"  ha-noi{n}: {{as_of: 2022-03-31}}\n" for n in range(100)),
    ],
    ids=["keys", "overrides"],
)
def test_of_many_wrong_keys_a_few_are_told_and_the_rest_counted(tiny, lines):
    told = problems(tiny, f"provinces: [ha-noi]\nperiod: 2022\n{lines}")
    assert len(told) == 6
    assert "95 more entries" in told[-1]


def test_a_value_of_any_length_is_told_in_a_line(tiny):
    told = problems(tiny, f"provinces: all\nperiod: '{'1' * 5000}'\n")
    assert max(map(len, told)) < 1200
