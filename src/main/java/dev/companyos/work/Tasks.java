package dev.companyos.work;

/** Where tasks are kept. */
public interface Tasks {}
