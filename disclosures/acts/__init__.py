"""The signed acts of the register: which there are, about what, who may, and their screens."""
