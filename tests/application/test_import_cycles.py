"""No module imports itself by way of others."""

from graphlib import TopologicalSorter

import grimp


def test_no_modules_import_one_another_in_a_circle() -> None:
    graph = grimp.build_graph("bot", "handlers", "storage", exclude_type_checking_imports=True)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}

    assert len(imports) > 300
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle
