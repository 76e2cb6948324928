"""“Access to information”: the request sheets the portal makes, and whom to ask elsewhere."""
