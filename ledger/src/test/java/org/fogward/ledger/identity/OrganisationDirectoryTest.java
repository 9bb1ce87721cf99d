package org.fogward.ledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganisationDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void gives_the_same_members_again_and_takes_in_more() throws Exception {
        OrganisationDirectory keys = new OrganisationDirectory(directory.resolve("keys"), "Clinics");
        keys.foundUnlessThere(NOW);
        SigningIdentity client = keys.member(NodeRole.CLIENT);
        keys.foundUnlessThere(NOW.plusSeconds(60));
        OrganisationDirectory again = new OrganisationDirectory(directory.resolve("keys"), "Clinics");
        assertThat(again.member(NodeRole.CLIENT).serialized()).isEqualTo(client.serialized());
        Membership membership =
                new Membership(List.of(again.organisation().trust().toConfig()));
        for (NodeRole role : NodeRole.values()) {
            assertThat(membership.member(again.member(role).serialized(), NOW).role())
                    .isEqualTo(role);
        }
        SigningIdentity more = again.organisation().issue("fog-2", NodeRole.CLIENT);
        assertThat(membership.member(more.serialized(), NOW).role()).isEqualTo(NodeRole.CLIENT);
    }

    @Test
    void begins_anew_where_a_founding_was_cut_short() throws Exception {
        Path half = Files.createDirectory(directory.resolve("keys.new"));
        Files.writeString(half.resolve("root.pem"), "half");
        OrganisationDirectory keys = new OrganisationDirectory(directory.resolve("keys"), "Clinics");
        keys.foundUnlessThere(NOW);
        assertThat(keys.organisation().mspId()).isEqualTo("Clinics");
        assertThat(half).doesNotExist();
    }

    @Test
    void names_the_file_that_cannot_be_understood() throws Exception {
        OrganisationDirectory keys = new OrganisationDirectory(directory.resolve("keys"), "Clinics");
        keys.foundUnlessThere(NOW);
        Files.copy(
                directory.resolve("keys/peer.pem"),
                directory.resolve("keys/client.pem"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        String peer = Files.readString(directory.resolve("keys/peer.pem"));
        String admin = Files.readString(directory.resolve("keys/admin.pem"));
        String key = peer.substring(0, peer.indexOf("-----BEGIN CERTIFICATE"));
        Files.writeString(
                directory.resolve("keys/admin.pem"), key + admin.substring(admin.indexOf("-----BEGIN CERTIFICATE")));
        assertThatThrownBy(() -> keys.member(NodeRole.ADMIN))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("admin.pem")
                .hasMessageContaining("does not belong");
    }
}
