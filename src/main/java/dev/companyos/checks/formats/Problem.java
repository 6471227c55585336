package dev.companyos.checks.formats;

/** @param line from 1 */
record Problem(int line, String what) {}
