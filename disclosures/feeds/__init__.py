"""New legal documents that other bodies announce in feeds (P9): fetched within bounds, parsed in a
process apart, told once however many sources carry them, and put before an editor.

`addresses`, `recognising` and `states` are pure; `fetching` speaks to the network, `parsing` runs
in a process of its own; `taking_in` keeps what is new; `queue` holds what an editor does with it.
"""
