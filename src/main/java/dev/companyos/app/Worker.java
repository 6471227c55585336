package dev.companyos.app;

/** Who this process is among those that work for the same companies: the same after a restart on the same home. */
record Worker(String id) {}
