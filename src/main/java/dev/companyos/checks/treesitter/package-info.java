/** Syntax of programming languages by their tree-sitter grammars; of data by the format's own parser. */
@NullMarked
package dev.companyos.checks.treesitter;

import org.jspecify.annotations.NullMarked;
