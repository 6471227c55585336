package dev.companyos.checks.treesitter;

import dev.companyos.checks.Syntax;
import dev.companyos.checks.SyntaxContract;

class TreeSitterSyntaxContractTest extends SyntaxContract {
    private final TreeSitterSyntax syntax = new TreeSitterSyntax();

    @Override
    protected Syntax syntax() {
        return syntax;
    }
}
