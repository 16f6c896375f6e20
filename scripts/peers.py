"""Compares balances.tsv with what hledger and beancount make of the exported books. Run by scripts/peers."""

import csv
import io
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from beancount import loader
from beancount.core.data import Transaction


def ours(folder):
    rows = csv.reader((folder / "balances.tsv").open(), delimiter="\t")
    return {account: int(balance) for account, balance in rows if int(balance)}


def hledger(folder):
    journal = str(folder / "books.journal")
    subprocess.run(["hledger", "-f", journal, "check", "accounts", "commodities"], check=True)
    run = ["hledger", "-f", journal, "balance", "--flat", "--no-total", "-O", "csv"]
    table = csv.reader(io.StringIO(subprocess.run(run, check=True, capture_output=True, text=True).stdout))
    next(table)
    return {account: int(amount.removeprefix("VND").strip().removesuffix(".")) for account, amount in table}


def beancount(folder):
    entries, errors, _ = loader.load_file(str(folder / "books.beancount"))
    if errors:
        sys.exit(f"beancount: {errors[:3]}")
    sums = defaultdict(int)
    for entry in entries:
        if isinstance(entry, Transaction):
            for posting in entry.postings:
                sums[posting.account] += posting.units.number
    return {account: int(balance) for account, balance in sums.items() if balance}


def main():
    folder = Path(sys.argv[1])
    expected = ours(folder)
    for name, read in (("hledger", hledger), ("beancount", beancount)):
        found = read(folder)
        for account in sorted(expected.keys() | found.keys()):
            if expected.get(account, 0) != found.get(account, 0):
                sys.exit(f"{name}: {account} is {found.get(account, 0)}, the books say {expected.get(account, 0)}")
        print(f"{name} agrees with all {len(expected)} balances")


main()
