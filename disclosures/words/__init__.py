"""What the register says: statuses, reasons, rules, days and places in sentences."""
