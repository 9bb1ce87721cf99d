package org.fogward.protocol.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestOriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://gateway:8444, same-origin, true",
        "https://gateway:8444, '', true",
        "'', same-origin, true",
        "'', '', false",
        "https://gateway, same-origin, false",
        "http://gateway:8444, same-origin, false",
        "https://evil.example, '', false",
        "null, '', false",
        "'', same-site, false",
        "'', cross-site, false",
        "'', none, false",
        "https://gateway:8444, cross-site, false",
    })
    void only_a_page_of_the_same_door_is_ours(String origin, String site, boolean ours) {
        assertThat(new RequestOrigin("gateway:8444", origin, site).isOurs()).isEqualTo(ours);
    }

    @Test
    void only_reading_changes_nothing() {
        assertThat(RequestOrigin.changesNothing("GET")).isTrue();
        assertThat(RequestOrigin.changesNothing("HEAD")).isTrue();
        assertThat(RequestOrigin.changesNothing("POST")).isFalse();
        assertThat(RequestOrigin.changesNothing("get")).isFalse();
        assertThat(RequestOrigin.changesNothing("DELETE")).isFalse();
    }
}
