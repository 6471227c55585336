package dev.companyos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A noun without a verb: shows which verbs there are. */
abstract class Group implements Callable<Integer> {
    @Mixin
    Options options = new Options();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        CommandLine.usage(spec, System.out);
        return Failed.USAGE;
    }
}
