"""Search: what citizens type, understood, over an index that can always be derived again."""
