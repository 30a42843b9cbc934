"""What is given out and laid beside: exports in the formats of the field, and the reference records of others."""
