from restore.find.work import Workers


def test_work_is_done_here_where_no_other_process_is_of_use(monkeypatch):
    monkeypatch.setattr("restore.cores.cores", lambda: 1)
    here = []
    with Workers(10_000_000) as workers:
        assert list(workers.map(lambda task: here.append(task) or task, [1, 2])) == [1, 2]
    assert here == [1, 2]
