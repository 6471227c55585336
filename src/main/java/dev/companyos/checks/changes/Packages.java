package dev.companyos.checks.changes;

import dev.companyos.checks.ChangeRule;
import dev.companyos.checks.ChangeSet;
import dev.companyos.checks.Finding;
import dev.companyos.checks.PackageIndex;
import dev.companyos.checks.PackageIndex.Presence;
import dev.companyos.checks.changes.Manifests.Declared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Packages that a change declares. A name that its registry does not know was made up, and whoever registers it first runs
 * code here; what is taken from elsewhere than the registry nobody has looked at; what runs at its installation runs with a
 * network.
 */
public final class Packages implements ChangeRule {
    private static final int ASKED = 60;
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?i).*(?:://|^git@|^file:|^link:|^npm:|^github:|^gitlab:|^bitbucket:|^[\\w.-]+/[\\w.-]+(?:#.*)?$|--index-url|--extra-index-url"
                    + "|--find-links|--trusted-host|^-[if]\\b|^-e\\b|^\\.{1,2}/).*");
    private static final Pattern AT_INSTALLATION =
            Pattern.compile("\"(preinstall|install|postinstall|preprepare|prepare|postprepare|prepublish)\"\\s*:");
    private static final Pattern MAVEN_ELSEWHERE =
            Pattern.compile("<(?:repository|pluginRepository|systemPath|distributionManagement)>");
    private static final Set<String> SETTINGS = Set.of(
            ".npmrc",
            ".yarnrc",
            ".yarnrc.yml",
            ".pnpmfile.cjs",
            "pip.conf",
            "pip.ini",
            ".pypirc",
            "uv.toml",
            "bunfig.toml");

    private final PackageIndex index;

    public Packages(PackageIndex index) {
        this.index = index;
    }

    @Override
    public List<Finding> look(ChangeSet changes) {
        var found = new ArrayList<Finding>();
        var known = declared(changes.before());
        int asked = 0;
        for (var change : changes.changes()) {
            if (change.is().isEmpty()) continue;
            settings(change, found);
            if (Manifests.ecosystem(change.path()).isEmpty()) continue;
            inInstallation(change, found);
            var was = Set.copyOf(Manifests.read(change.path(), change.was()).stream()
                    .map(it -> it.name() + it.from())
                    .toList());
            for (var it : Manifests.read(change.path(), change.is())) {
                if (was.contains(it.name() + it.from())) continue;
                if (ELSEWHERE.matcher(it.from()).matches()) found.add(elsewhere(change.path(), it));
                else if (!it.name().isEmpty() && !known.contains(it.ecosystem() + it.name()) && asked++ < ASKED)
                    ask(change.path(), it, found);
            }
        }
        return found;
    }

    private static Set<String> declared(java.util.Map<String, String> tree) {
        return tree.entrySet().stream()
                .flatMap(it -> Manifests.read(it.getKey(), it.getValue()).stream())
                .map(it -> it.ecosystem() + it.name())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void ask(String path, Declared it, List<Finding> found) {
        var presence = index.of(it.ecosystem(), it.name());
        if (presence == Presence.ABSENT)
            found.add(new Finding(
                    path,
                    it.line(),
                    "There is no package `%s` in %s."
                            .formatted(it.name(), it.ecosystem().title()),
                    "Take the name from the package's own documentation, or do without it; do not guess another."));
        if (presence == Presence.UNKNOWN)
            found.add(new Finding(
                            path,
                            it.line(),
                            "Whether there is a package `%s` could not be seen: %s does not answer."
                                    .formatted(it.name(), it.ecosystem().title()),
                            "See that this is its true name.")
                    .asAdvice());
    }

    private static Finding elsewhere(String path, Declared it) {
        return new Finding(
                path,
                it.line(),
                "`%s` does not come from %s under its own name."
                        .formatted(
                                it.name().isEmpty() ? it.from() : it.name(),
                                it.ecosystem().title()),
                "Declare a published package with its name and version.");
    }

    private static void inInstallation(ChangeSet.Change change, List<Finding> found) {
        change.added().forEach(line -> {
            if (change.name().equals("package.json")
                    && AT_INSTALLATION.matcher(line.text()).find())
                found.add(new Finding(
                        change.path(),
                        line.number(),
                        "A script of this manifest would run when its packages are installed.",
                        "Take it out; what has to be made is made by the build."));
            if (change.name().equals("pom.xml")
                    && MAVEN_ELSEWHERE.matcher(line.text()).find())
                found.add(new Finding(
                        change.path(),
                        line.number(),
                        "Artifacts would come from elsewhere than the Maven repository.",
                        "Take it out; declare published artifacts only."));
        });
    }

    private static void settings(ChangeSet.Change change, List<Finding> found) {
        boolean maven = change.path().contains(".mvn/") || change.path().startsWith(".m2/");
        if (maven || SETTINGS.contains(change.name()))
            found.add(new Finding(
                    change.path(),
                    0,
                    "This file says where packages come from.",
                    "Leave it as it was: registries are not the product's to choose."));
    }
}
