"""What is stored: one module per entity."""
