"""Tables of words that a narrow screen shows as blocks: each cell carries the name of its column, and each part says aloud what it is.

The roles repeat what the elements mean, because some browsers forget it once a style sheet lays a table out in another way.
"""

import re
from html import escape, unescape

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
HEAD = re.compile(r"<th>(.*?)</th>", re.DOTALL)
CELL = re.compile(r"<td>(.*?)</td>", re.DOTALL)
PARTS = {"<thead>": '<thead role="rowgroup">', "<tbody>": '<tbody role="rowgroup">', "<tr>": '<tr role="row">', "<th>": '<th role="columnheader" scope="col">'}


def with_labels(html: str) -> str:
    """A page whose tables of three columns or more can stack; columns of numbers, which are aligned, are narrow enough as they are."""
    return TABLE.sub(lambda match: stacking(match[0]) if len(HEAD.findall(match[0])) > 2 and "align=" not in match[0] else match[0], html)


def stacking(table: str) -> str:
    """One table with the name of the column at each cell; the first cell of a row is the row's own heading."""
    names = [escape(unescape(re.sub(r"<[^>]+>", "", name)).strip()) for name in HEAD.findall(table)]
    table = ROW.sub(lambda row: labelled(row[0], names), table)
    for plain, told in PARTS.items():
        table = table.replace(plain, told)
    return table.replace("<table>", '<table class="stacks" role="table">')


def labelled(row: str, names: list[str]) -> str:
    """One row's cells, each with its column's name."""
    column = iter(names)

    def cell(match: re.Match[str]) -> str:
        name = next(column)
        if name == names[0]:
            return f'<th role="rowheader" scope="row">{match[1]}</th>'
        return f'<td role="cell" data-label="{name}">{match[1]}</td>'

    return CELL.sub(cell, row)
