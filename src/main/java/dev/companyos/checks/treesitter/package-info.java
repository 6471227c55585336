/** Syntax of programming languages by their tree-sitter grammars and the laws beside them. */
@NullMarked
package dev.companyos.checks.treesitter;

import org.jspecify.annotations.NullMarked;
