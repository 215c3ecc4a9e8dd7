"""Tables to work in: the exports of a plan, and the empty members table and ledger to fill in."""
