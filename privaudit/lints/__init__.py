"""The complaints about a register that need no data: one file each; its name is its id, its docstring its page.

What `transfer-without-safeguard`, `third-party-recipient` and `acceptance-expired` say of the register lives with these checks, as
their `lint`.
"""
