"""What the master notebook shows: blocks made of a report's tables, narrative, findings and charts."""
