package org.fogward.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "0", "clinic-7", "x-", "a23456789-123456789-123456789-123456789-123456789-123456789-123"})
    void takes_names_of_letters_digits_and_hyphens(String name) {
        assertThat(new FederationId(name)).hasToString(name);
        assertThat(new GatewayId(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "A",
                "a.b",
                "a/b",
                "+",
                "#",
                "a b",
                "ä",
                "a\n",
                "a23456789-123456789-123456789-123456789-123456789-123456789-1234"
            })
    void refuses_every_other_name(String name) {
        assertThatThrownBy(() -> new FederationId(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("federation:");
        assertThatThrownBy(() -> new GatewayId(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("gateway:");
    }

    @Test
    void keeps_the_fog_nodes_name_from_gateways() {
        assertThatThrownBy(() -> new GatewayId(Signer.FOG)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void orders_gateways_by_name() {
        assertThat(new GatewayId("clinic-10")).isLessThan(new GatewayId("clinic-9"));
    }
}
