"""Speech: who speaks, how far a speaker's name reaches, and whose words a stretch of a sentence gives."""
