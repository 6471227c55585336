/** Syntax through tree-sitter's grammars: parses, and runs nothing. */
@NullMarked
package dev.companyos.checks.treesitter;

import org.jspecify.annotations.NullMarked;
