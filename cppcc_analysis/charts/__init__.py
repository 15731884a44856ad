"""Charts that state their finding, their scope and their source, in Chinese and in English."""
