package dev.companyos.checks.treesitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeSitterSyntaxTest {
    private final TreeSitterSyntax syntax = new TreeSitterSyntax();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a.py     | import os\\n\\n\\nasync def f(x: int, /, *, y=1) -> str:\\n    match x:\\n        case 1 if y: print(f"{x!r:>{y}} {'a'}")\\n        case _: pass\\n    async with a as b, c: yield (z := 3)\\n
        b.py     | s = "😀 é"\\nprint(s)\\nx = [i for i in range(3) if i]\\n
        empty.py | ''
        a.js     | import x from './x.js';\\nexport const f = async ({a, ...b}) => a?.b ?? `${a}`;\\nclass A { #p = 1; static { } get x() { return this.#p } }\\n
        a.jsx    | export default () => <><p className="a">😀 {x ? 1 : 2}</p></>;\\n
        A.java   | package a;\\nimport java.util.*;\\nsealed interface A { record B(int x, String... y) implements A { B { if (x < 0) throw new Error(); } } }\\nclass C { int f(Object o) { return switch (o) { case A.B(var x, var y) when x > 1 -> x; default -> 0; }; } }\\n
        a.html   | <!doctype html>\\n<html lang="en"><head><meta charset="utf-8"><title>é</title><link rel=stylesheet href=x.css></head><body><p>One<p>Two<br><img src="a" alt=""><script>if (a < b && c) {}</script></body></html>\\n
        a.css    | :root { --a: #fff; }\\n@media (min-width: 3rem) { a:hover > b::after { content: "x"; color: var(--a); width: calc(1px + 2%); } }\\n@import url("x.css");\\n
        b.css    | .card { display: grid; & > p { color: red; } &:hover { color: rgb(0 0 0 / 50%); } }\\n@layer a, b;\\n@supports (display: grid) { a { inset: 0; } }\\n@container (min-width: 1px) { a { color: red } }\\n
        a.json   | {"a": [1, 2.5e3, null, "\\u00e9"]}
        a.yaml   | a: 1\\nb:\\n  - c\\n  - d: e\\n---\\nsecond: true\\n
        x.xyz    | nonsense ( that nobody ( checks
        Makefile | all: {{{
        """)
    void good_text_has_no_findings(String path, String content) {
        assertThat(syntax.check(path, content.replace("\\n", "\n"))).isEmpty();
        assertThat(syntax.missing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a.py     | 2 | x = 1\\ndef f(:\\n    pass\\n
        b.py     | 1 | print("open\\n
        c.py     | 1 | class A\\n    pass\\n
        d.py     | 2 | def f():\\n    return [1, 2\\n
        e.py     | 1 | if x = 1:\\n    pass\\n
        f.py     | 1 | for i in range(3) print(i)\\n
        a.js     | 2 | const a = 1;\\nfunction f( { return 1; }\\n
        b.js     | 0 | if (a) { b();\\n
        c.js     | 0 | const x = ;\\n
        d.jsx    | 0 | const a = <div><p></div>;\\n
        A.java   | 2 | class A {\\n  int f() { return 1 }\\n}\\n
        B.java   | 0 | class B { void f() { \\n
        C.java   | 0 | public clas C {}\\n
        a.css    | 0 | a { color: red;\\n
        b.css    | 0 | a color: red; }\\n
        a.html   | 0 | <p class="a>Hello</p>\\n
        a.json   | 2 | {"a": 1,\\n}
        b.json   | 1 | {"a": 1, "a": 2}
        c.json   | 1 | {} {
        d.json   | 1 | ''
        a.yaml   | 0 | a: [1, 2\\nb: 3\\n
        b.yml    | 0 | a: b: c\\n\\t- d\\n
        """)
    void broken_text_is_found_at_its_line(String path, int line, String content) {
        var findings = syntax.check(path, content.replace("\\n", "\n"));
        assertThat(findings).isNotEmpty();
        if (line > 0) assertThat(findings.getFirst().line()).isEqualTo(line);
        assertThat(findings.getFirst().file()).isEqualTo(path);
        assertThat(findings.getFirst().problem()).startsWith("This is not ");
        assertThat(findings.getFirst().repair()).isNotBlank();
    }

    @Test
    void a_finding_says_what_it_saw() {
        var finding = syntax.check("app.py", "x = 1\ndef f(:\n    pass\n").getFirst();
        assertThat(finding.toString()).contains("app.py:2", "Python", "def f(:");
    }

    @Test
    void many_threads_check_at_once() throws Exception {
        var futures = new ArrayList<Future<?>>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                boolean broken = i % 2 == 0;
                futures.add(pool.submit(() -> {
                    var text = "def f(a, b):\n    return a + b\n\n\n".repeat(200) + (broken ? "def (:\n" : "");
                    assertThat(syntax.check("a.py", text).isEmpty()).isEqualTo(!broken);
                    return null;
                }));
            }
        }
        for (var future : futures) future.get();
    }

    @Test
    void deep_and_hostile_text_ends_in_an_answer() {
        assertThat(syntax.check("a.py", "(".repeat(20_000))).isNotEmpty();
        assertThat(syntax.check("a.json", "[".repeat(20_000))).isNotEmpty();
        assertThat(syntax.check("a.yaml", "a: &a [*a, *a]\n")).isNotNull();
        assertThat(syntax.check("a.js", "{".repeat(5_000) + "}".repeat(5_000)))
                .allSatisfy(it -> assertThat(it.problem()).contains("nested too deeply"));
    }
}
