from restore.session.ruling import Answer
from restore_tui.screens.documents import DocumentList, DocumentsScreen
from tests.restore.session.made import made_document
from tests.tui.driving import drive

BATCH = [made_document(3, "2017-01-27/a"), made_document(12, "2017-01-28/b"), made_document(6, "2017-01-28/c")]


def test_each_document_stands_with_what_is_left_and_the_least_sure_of_it(tmp_path):
    async def script(app):
        app.session.decide([3], Answer.APPLY)
        await app.press("D")
        assert isinstance(app.app.screen, DocumentsScreen)
        view = app.app.screen.query_one(DocumentList)
        assert [view.text_of(y).split() for y in range(3)] == [
            ["2017-01-28/b", "3", "12", "0.11"],
            ["2017-01-28/c", "2", "6", "0.00"],
            ["▌2017-01-27/a", "1", "3", "0.00"],
        ]
        lines = app.text.splitlines()
        assert any("3 documents · 6 left in 3 of them" in line for line in lines)
        names = next(line for line in lines if "least sure" in line)
        figures = next(line for line in lines if "0.11" in line)
        assert names.index("least sure") + len("least sure") == figures.index("0.11") + len("0.11")

    drive(script, tmp_path, documents=BATCH, fold=True)


def test_enter_goes_to_the_first_that_is_left_in_it(tmp_path):
    async def script(app):
        app.session.decide([15], Answer.APPLY)
        await app.press("D", "g", "j", "j", "enter")
        assert app.session.current.document.id == "2017-01-28/c"
        assert app.session.queue.current == 18

    drive(script, tmp_path, documents=BATCH, fold=True)


def test_it_can_be_searched_and_esc_changes_nothing(tmp_path):
    async def script(app):
        before = app.session.queue.current
        await app.press("D", "slash", *"28/C")
        assert app.app.screen.query_one(DocumentList).chosen == 2
        await app.press(*["backspace"] * 4, *"2017")
        assert app.app.screen.query_one(DocumentList).position == 0, "the one with most left, as Enter would take"
        await app.press(*["backspace"] * 4)
        assert app.app.screen.query_one(DocumentList).chosen == 0, "where one was"
        await app.press("escape")
        assert app.session.queue.current == before
        await app.press("D", "slash", *"none such", "enter")
        assert app.session.queue.current == before

    drive(script, tmp_path, documents=BATCH, fold=True)


def test_a_click_goes_there_and_a_decided_document_opens_the_fold(tmp_path):
    async def script(app):
        app.session.decide([0], Answer.APPLY)
        app.session.resort()
        await app.press("D")
        await app.pilot.click(DocumentList, offset=(3, 2))
        assert app.session.current.document.id == "2017-01-27/a"

    drive(script, tmp_path, documents=BATCH, fold=True)


def test_what_the_filter_hides_is_said(tmp_path):
    async def script(app):
        await app.press("slash", *"doc:27", "enter", "D", "g", "enter")
        assert app.session.current.document.id == "2017-01-27/a"
        assert "hides all of this one" in list(app.app._notifications)[-1].message

    drive(script, tmp_path, documents=BATCH, fold=True)


def test_a_pair_has_no_list(tmp_path):
    async def script(app):
        await app.press("D")
        assert not isinstance(app.app.screen, DocumentsScreen)

    drive(script, tmp_path, documents=BATCH[:1])


def test_many_documents_are_as_quick_as_few(tmp_path):
    documents = [made_document(1, f"{n:04}") for n in range(400)]

    async def script(app):
        await app.press("D")
        view = app.app.screen.query_one(DocumentList)
        view.drawn_count = 0
        await app.press("G")
        assert view.chosen == 399
        await app.press("k")
        assert view.drawn_count <= 3 * view.size.height

    drive(script, tmp_path, documents=documents, size=(80, 24))
