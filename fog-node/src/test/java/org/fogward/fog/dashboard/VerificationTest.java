package org.fogward.fog.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.fogward.fog.FinishedFederation;
import org.fogward.fog.audit.Audit;
import org.fogward.fog.audit.ChainCheck;
import org.fogward.fog.audit.StateHistory;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.http.OpenDoor;
import org.fogward.fog.round.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    @TempDir
    Path folder;

    private Path state;
    private OpenDoor door;

    @BeforeEach
    void open() throws Exception {
        state = folder.resolve("state");
        FinishedFederation.in(state);
        door = new OpenDoor(folder);
        door.audits.set(() -> new Audit(
                StateHistory.read(state.resolve(Database.FILE)),
                new FileBlobStore(state.resolve("blobs")),
                ChainCheck.of(state.resolve("ledger"))));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void the_page_shows_each_step_of_the_real_check() {
        Optional<Path> chromium = Browser.executable();
        Assumptions.assumeTrue(chromium.isPresent(), "Chromium is needed: apt install chromium, or set CHROMIUM");
        try (Browser browser = new Browser(chromium.get())) {
            Page page = verify(browser);
            assertThat(page.locator("#verification")).hasAttribute("data-verdict", "sound");
            Locator steps = page.locator("#verification-steps li");
            assertThat(steps).hasCount(3);
            assertThat(steps.first()).containsText("blocks: hashes, signatures, endorsements");
            assertThat(steps.last()).containsText("round 2 of 2: Merkle root and model recomputed");
            assertThat(page.locator("#verification-note")).hasText("Everything holds.");
            assertThat(page.locator("#verify")).isEnabled();
            assertThat(browser.complaints).isEmpty();
        }
    }

    @Test
    void the_page_says_what_is_wrong() throws Exception {
        Optional<Path> chromium = Browser.executable();
        Assumptions.assumeTrue(chromium.isPresent(), "Chromium is needed: apt install chromium, or set CHROMIUM");
        changeTheLastBlock();
        try (Browser browser = new Browser(chromium.get())) {
            Page page = verify(browser);
            assertThat(page.locator("#verification")).hasAttribute("data-verdict", "unsound");
            assertThat(page.locator("#verification-findings li").first()).containsText("block");
            assertThat(page.locator("#verification-note")).containsText("wrong.");
        }
    }

    @Test
    void another_sites_page_cannot_begin_one() throws Exception {
        String cookie = door.operator.cookie();
        String token = door.operator.pageToken();
        for (String[] headers : new String[][] {
            {"Cookie", cookie},
            {"Cookie", cookie, "Fogward-Page", token},
            {"Cookie", cookie, "Sec-Fetch-Site", "same-origin"},
            {"Cookie", cookie, "Fogward-Page", "x" + token, "Sec-Fetch-Site", "same-origin"},
            {"Cookie", cookie, "Fogward-Page", token, "Sec-Fetch-Site", "cross-site"},
            {"Cookie", cookie, "Fogward-Page", token, "Sec-Fetch-Site", "same-origin", "Origin", "https://elsewhere"}
        }) {
            assertThat(door.ask("POST", "/api/verification", "", headers).statusCode())
                    .as(String.join(" ", headers))
                    .isEqualTo(403);
        }
        assertThat(text("/api/verification")).contains("\"running\":false", "\"startedAt\":null");
        assertThat(door.post("/api/verification").statusCode()).isEqualTo(202);
        assertThat(text("/api/verification")).doesNotContain("\"startedAt\":null");
    }

    private String text(String path) throws Exception {
        return new String(door.get(path).body(), StandardCharsets.UTF_8);
    }

    private Page verify(Browser browser) {
        Page page = browser.open(door, 1280, 900, ColorScheme.LIGHT);
        page.navigate(door.uri.toString());
        page.locator("body[data-ready=true]").waitFor();
        page.locator("#verify").click();
        page.locator("#verification:not([data-verdict=running])[data-verdict]").waitFor();
        return page;
    }

    private void changeTheLastBlock() throws Exception {
        Path blocks;
        try (Stream<Path> files = Files.walk(state.resolve("ledger"))) {
            blocks = files.filter(file -> file.endsWith("blocks"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
        byte[] content = Files.readAllBytes(blocks);
        content[content.length - 5] ^= 1;
        Files.write(blocks, content);
    }
}
