"""What `make` calls: setting up, running, testing and measuring the project. No product code."""
