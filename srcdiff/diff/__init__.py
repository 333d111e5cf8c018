"""What differs between linked sentences, and what one article alone says."""
