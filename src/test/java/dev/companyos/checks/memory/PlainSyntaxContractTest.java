package dev.companyos.checks.memory;

import dev.companyos.checks.Syntax;
import dev.companyos.checks.SyntaxContract;

class PlainSyntaxContractTest extends SyntaxContract {
    private final PlainSyntax syntax = new PlainSyntax();

    @Override
    protected Syntax syntax() {
        return syntax;
    }
}
