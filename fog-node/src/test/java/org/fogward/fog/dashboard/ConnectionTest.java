package org.fogward.fog.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Optional;
import org.fogward.fog.http.OpenDoor;
import org.fogward.fog.view.ExampleViews;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    private static final double PATIENCE_MS = 40_000;

    @TempDir
    private Path folder;

    @Test
    void says_that_the_connection_is_lost_and_goes_on_when_the_fog_node_is_back() throws Exception {
        Optional<Path> chromium = Browser.executable();
        Assumptions.assumeTrue(chromium.isPresent(), "Chromium is needed: apt install chromium, or set CHROMIUM");
        try (Browser browser = new Browser(chromium.get())) {
            Page page;
            Locator connection;
            int port;
            try (OpenDoor door = new OpenDoor(folder)) {
                port = door.uri.getPort();
                page = browser.open(door, 1280, 900, ColorScheme.LIGHT);
                connection = page.locator("#connection-text");
                page.navigate(door.uri.toString());
                assertThat(connection).hasText("Live");
            }
            assertThat(connection).hasText("Connection lost", patiently());
            assertThat(page.locator("#lost")).containsText("What you see is from");
            try (OpenDoor door = new OpenDoor(folder, port)) {
                door.views.show(ExampleViews.running(4));
                assertThat(connection).hasText("Live", patiently());
                assertThat(page.locator("#lost")).isHidden();
                assertThat(page.locator("#round-number")).hasText("Round 5 of 20");
            }
        }
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS);
    }
}
