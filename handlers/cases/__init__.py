"""Cases: filing, viewing, threads, the Home tab."""
