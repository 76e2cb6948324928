"""What keeps the suite from the network (see sitecustomize.py)."""
