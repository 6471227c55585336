package dev.companyos.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistriesTest {
    @TempDir
    Path home;

    @TempDir
    Path workspace;

    @Test
    void where_nothing_is_set_it_is_the_public_ones() {
        var registries = Registries.of(Map.of(), home);
        assertThat(registries.network(Set.of("npm")).hosts()).containsExactly("registry.npmjs.org");
        assertThat(registries.network(Set.of("pypi", "maven")).hosts())
                .contains("files.pythonhosted.org", "repo.maven.apache.org");
        assertThat(registries.tell(Set.of("maven"), workspace)).isEmpty();
        assertThat(workspace.resolve("settings.xml")).doesNotExist();
    }

    @Test
    void mirrors_of_the_machine_are_used_without_their_credentials() throws IOException {
        Files.writeString(
                home.resolve(".npmrc"), "registry=https://me:token@npm.example:8443/all/\n//x:_authToken=t\n");
        Files.createDirectories(home.resolve(".m2"));
        Files.writeString(home.resolve(".m2/settings.xml"), """
                <settings><servers><server><id>m</id><password>hunter2</password></server></servers>
                <mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf><url>http://u:p@maven.example/all?a=1&amp;b=2</url></mirror></mirrors>
                </settings>""");
        var registries = Registries.of(Map.of("PIP_INDEX_URL", "http://10.0.0.7:8081/simple"), home);
        assertThat(registries.network(Set.of("npm", "pypi", "maven")).hosts())
                .containsExactlyInAnyOrder("npm.example:8443", "10.0.0.7:8081", "maven.example:80");
        var told = registries.tell(Set.of("npm", "pypi", "maven"), workspace);
        assertThat(told)
                .containsEntry("npm_config_registry", "https://npm.example:8443/all/")
                .containsEntry("PIP_INDEX_URL", "http://10.0.0.7:8081/simple");
        assertThat(workspace.resolve("settings.xml"))
                .content()
                .contains("<mirrorOf>*</mirrorOf><url>http://maven.example/all</url>")
                .doesNotContain("hunter2", "u:p");
        assertThat(told.toString()).doesNotContain("token");
    }

    @Test
    void what_is_no_address_is_not_used_and_an_unknown_registry_is_a_mistake_of_ours() {
        var registries = Registries.of(Map.of("npm_config_registry", "file:///etc"), home);
        assertThat(registries.network(Set.of("npm")).hosts()).containsExactly("registry.npmjs.org");
        assertThatThrownBy(() -> registries.network(Set.of("gems"))).hasMessageContaining("gems");
    }
}
