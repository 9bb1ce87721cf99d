package org.fogward.fog.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fogward.fog.health.ComponentHealth;
import org.fogward.fog.http.OpenDoor;
import org.fogward.fog.view.ExampleLedgers;
import org.fogward.fog.view.ExampleViews;
import org.fogward.fog.view.FederationView;
import org.fogward.protocol.page.Contrast;
import org.fogward.protocol.v1.RefusalReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    private OpenDoor door;
    private Browser browser;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        Optional<Path> chromium = Browser.executable();
        Assumptions.assumeTrue(chromium.isPresent(), "Chromium is needed: apt install chromium, or set CHROMIUM");
        door = new OpenDoor(folder);
        browser = new Browser(chromium.get());
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
            door.close();
        }
    }

    @BeforeEach
    void begin() {
        browser.complaints.clear();
        browser.requests.clear();
        door.broker.set(ComponentHealth.up());
        door.views.show(ExampleViews.running(8));
        door.ledgerPages.set(after -> ExampleLedgers.participants(7, after));
    }

    @AfterEach
    void complains_of_nothing_and_asks_nobody_else() {
        browser.closePages();
        assertThat(browser.complaints).isEmpty();
        assertThat(browser.requests).isNotEmpty().allMatch(url -> url.startsWith(door.uri.toString()));
    }

    @Test
    void tells_a_stranger_what_this_is_and_how_good_the_model_is() {
        Page page = desktop("/");
        assertThat(page.locator("h1")).hasText("city-heart-study");
        assertThat(page.locator("#lead")).containsText("7 clinics learn one heart rhythm model together");
        assertThat(page.locator("#state")).hasText("Training");
        assertThat(page.locator("#round-number")).hasText("Round 9 of 20");
        assertThat(page.locator("#round-deadline")).containsText("Closes in");
        assertThat(page.locator("#accuracy")).hasText(Pattern.compile("\\d\\d\\.\\d %"));
        assertThat(page.locator("#online")).hasText("6 of 7");
        picture(page, "dashboard");
        String wanted = System.getProperty("fogward.picture");
        if (wanted != null) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(wanted))
                    .setClip(0, 0, 1280, 1360)
                    .setFullPage(true));
        }
    }

    @Test
    void follows_changes_without_being_reloaded() {
        Page page = desktop("/");
        Locator row = page.locator("[data-gateway=glenside]");
        assertThat(row).containsText("Accepted");
        FederationView now = ExampleViews.running(8);
        door.views.show(ExampleViews.with(
                now, ExampleViews.refused("glenside", 9, "stale_model", "base_model_digest: <b>unknown</b>")));
        assertThat(row).containsText("Refused because it started from an old model");
        assertThat(row.locator(".detail")).hasText("base_model_digest: <b>unknown</b>");
        assertThat(page.locator("#announcer")).containsText("glenside was refused");
        door.views.show(ExampleViews.running(9));
        assertThat(page.locator("#round-number")).hasText("Round 10 of 20");
        assertThat(page.locator("#announcer")).containsText("Round 9 is closed");
        assertThat(page.locator("#accuracy-plot"))
                .hasAttribute("aria-label", Pattern.compile("Accuracy by round: .* after round 8.*"));
    }

    @Test
    void shows_the_worst_site_beside_the_mean() {
        Page page = desktop("/");
        page.locator("#rounds-details summary").click();
        // Round 8 has no score yet, round 7 has.
        assertThat(page.locator("#rounds tbody tr:nth-child(1) td").nth(1)).hasText("–");
        Locator worst = page.locator("#rounds tbody tr:nth-child(2) td").nth(1);
        assertThat(worst).hasText(Pattern.compile("\\d\\d\\.\\d %birchwood"));
        assertThat(worst).hasAttribute("title", "birchwood: 42 samples");
        assertThat(page.locator("#rounds th").nth(2)).hasAttribute("title", Pattern.compile(".*fewer than 5.*"));
        assertThat(page.locator("#accuracy-plot"))
                .hasAttribute("aria-label", Pattern.compile(".*At the worst site, birchwood, .* after round 7.*"));
        assertThat(legend(page)).containsExactly("Accuracy", "Worst site", "Balanced accuracy");
        assertThat(overflow(page)).isZero();
        picture(page, "rounds");
    }

    @Test
    void shows_no_worst_site_where_none_is_known() {
        door.views.show(ExampleViews.withoutSites(ExampleViews.running(8)));
        Page page = desktop("/");
        page.locator("#rounds-details summary").click();
        assertThat(page.locator("#rounds tbody tr:nth-child(2) td").nth(1)).hasText("–");
        assertThat(page.locator("#accuracy-plot")).not().hasAttribute("aria-label", Pattern.compile(".*worst.*"));
        assertThat(legend(page)).containsExactly("Accuracy", "Balanced accuracy");
    }

    @Test
    void tells_what_a_round_takes_and_how_much_less_than_the_whole_model() {
        door.views.show(ExampleViews.sparse(ExampleViews.running(8)));
        Page page = desktop("/");
        Locator note = page.locator("#traffic-note");
        assertThat(note).hasText("sent by one gateway, 600 B received; 146 times less than the whole model each way");
        assertThat(page.locator("#traffic-plot"))
                .hasAttribute(
                        "aria-label",
                        "Bytes of one gateway by round: 480 B sent and 75.3 kB received in round 1,"
                                + " 408 B sent and 600 B received in round 8; 146 times less than the whole model each"
                                + " way. All values are in the table of rounds.");
        assertThat(axis(page)).as("later rounds are not pressed flat").isEqualTo("logarithmic");
        assertThat(overflow(page)).isZero();
        picture(page, "sparse");
        page.locator("#rounds-details summary").click();
        Locator times = page.locator("#rounds tbody tr:nth-child(1) td:last-child");
        assertThat(times).hasText("146");
        assertThat(overflow(page)).isZero();

        door.views.show(ExampleViews.running(8));

        assertThat(note).hasText("sent by one gateway, 75.3 kB received");
        assertThat(times).hasText("–");
        assertThat(axis(page)).isEqualTo("linear");
    }

    @Test
    void keeps_the_focus_while_rows_change() {
        Page page = desktop("/");
        Locator sort = page.locator("th[data-sort=samples] button");
        sort.focus();
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(page.locator("th[data-sort=samples]")).hasAttribute("aria-sort", "descending");
        door.views.show(ExampleViews.running(10));
        assertThat(page.locator("#round-number")).hasText("Round 11 of 20");
        assertThat(sort).isFocused();
        List<String> samples =
                page.locator("#gateway-table tbody tr td:nth-child(3)").allTextContents();
        assertThat(samples.stream().map(text -> Integer.valueOf(text.replace(",", ""))))
                .isSortedAccordingTo((a, b) -> b - a)
                .hasSize(7);
    }

    @Test
    void is_reached_by_keyboard_alone() {
        Page page = desktop("/");
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();
        page.locator("#filter-text").focus();
        page.keyboard().type("dun");
        assertThat(page.locator("#gateway-table tbody tr")).hasCount(1);
        page.keyboard().press("Tab");
        assertThat(page.locator("#filter-kind")).isFocused();
        page.locator("#rounds-details summary").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#rounds tbody tr")).hasCount(8);
        assertThat(page.locator("#rounds")).isVisible();
    }

    @Test
    void shows_who_is_suspended_and_why() {
        Page page = desktop("/");
        page.locator("#filter-kind").selectOption("suspended");
        assertThat(page.locator("#gateway-table tbody tr")).hasCount(1);
        assertThat(page.locator("[data-gateway=eastgate]"))
                .containsText(Pattern.compile("Suspended\\s*operator: the box is missing"));
    }

    @Test
    void fits_a_phone() {
        Page page = visit("/", 360, 740, ColorScheme.LIGHT);
        assertThat(overflow(page)).isZero();
        assertThat(page.locator("[data-gateway=fairview]")).containsText("would change the model too much");
        picture(page, "phone");
        door.views.show(ExampleViews.starting());
        assertThat(page.locator("#state")).hasText("Getting ready");
        assertThat(overflow(page)).isZero();
    }

    @Test
    void follows_the_dark_scheme_charts_included() {
        Page page = visit("/", 1280, 900, ColorScheme.DARK);
        String colour = "() => Chart.getChart('accuracy-plot').data.datasets[0].borderColor";
        assertThat(page.evaluate(colour)).isEqualTo("#5fd0cb");
        picture(page, "dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.waitForFunction("() => Chart.getChart('accuracy-plot').data.datasets[0].borderColor === '#0b6770'");
    }

    @Test
    void says_what_is_missing_before_the_first_round() {
        door.views.show(ExampleViews.starting());
        Page page = desktop("/");
        assertThat(page.locator("#state")).hasText("Getting ready");
        assertThat(page.locator("#no-gateways")).containsText("No gateway is registered yet");
        assertThat(page.locator("#no-rounds")).isVisible();
        assertThat(page.locator("#no-anchors")).isVisible();
        assertThat(page.locator("#ledger-position")).hasText("The ledger is not read yet.");
        assertThat(page.locator("#no-models")).containsText("No model is proposed yet");
        assertThat(page.locator("#participants-summary")).hasText("Participants: 0 gateways");
        picture(page, "empty");
    }

    @Test
    void says_when_the_plan_is_done() {
        door.views.show(ExampleViews.finished());
        Page page = desktop("/");
        assertThat(page.locator("#state")).hasText("Finished");
        assertThat(page.locator("#round-number")).hasText("20 rounds, all anchored");
        assertThat(page.locator("#anchors tbody tr")).hasCount(8);
        page.locator("#all-anchors").click();
        assertThat(page.locator("#anchors tbody tr")).hasCount(20);
        assertThat(page.locator("#anchors tbody a").first()).hasAttribute("href", "/proofs/20");
    }

    @Test
    void shows_what_does_not_work() {
        Page page = desktop("/");
        assertThat(page.locator("#problems")).isHidden();
        door.broker.set(ComponentHealth.down("no connection"));
        door.views.show(ExampleViews.running(9));
        assertThat(page.locator("#problems")).containsText("broker (no connection)");
    }

    @Test
    void tells_which_models_are_approved_released_and_gone_back_from() {
        Page page = desktop("/");
        assertThat(page.locator("#ledger-position")).hasText("What follows is as of block 132 of 132.");
        assertThat(page.locator("#models-explain"))
                .hasText("2 organisations (NorthMSP, SouthMSP) decide: a model is released by 2 approvals, and gone"
                        + " back from by as many.");
        Locator waiting = page.locator("#models tr[data-standing=PROPOSED]");
        assertThat(waiting).containsText("Round 20");
        assertThat(waiting).containsText("Waits for approval");
        assertThat(waiting).containsText("1 of 2 organisations");
        assertThat(page.locator("#models tr[data-standing=CURRENT]")).containsText("Round 10");
        assertThat(page.locator("#models tr[data-standing=ROLLED_BACK]")).containsText("Out of use");
        assertThat(page.locator("#rollbacks li").first())
                .hasText("Way back from round 10 to round 5: wanted by 1 of 2 organisations (SouthMSP: two sites"
                        + " report misses).");
        assertThat(page.locator("#rollbacks li").nth(1))
                .containsText("decided by 2 of 2 organisations (NorthMSP: worse at night; SouthMSP)");
        page.locator("#changes-details summary").click();
        assertThat(page.locator("#changes tbody tr")).hasCount(12);
        assertThat(page.locator("#changes tbody tr").first()).containsText("Model approved");
        assertThat(page.locator("#changes tbody tr").nth(3).locator("th")).hasText("Model <b>");
        page.locator("#plan-details summary").click();
        assertThat(page.locator("#plans li")).containsText("from round 1 on, released by NorthMSP in block 3");
        assertThat(overflow(page)).isZero();
        picture(page, "ledger");
    }

    @Test
    void fetches_participants_when_they_are_asked_for_and_page_by_page() {
        door.ledgerPages.set(after -> ExampleLedgers.participants(230, after));
        Page page = desktop("/");
        assertThat(page.locator("#participants-summary")).hasText("Participants: 7 gateways, 1 suspended");
        assertThat(browser.requests.toString()).doesNotContain("participants?");
        page.locator("#participants-summary").click();
        Locator rows = page.locator("#participants tbody tr");
        assertThat(rows).hasCount(100);
        Locator suspended = page.locator("[data-participant=clinic-0001]");
        assertThat(suspended).containsText("Suspended");
        assertThat(suspended).containsText("norm out of bounds, see report 7; by NorthMSP");
        assertThat(suspended).containsText("1 key");
        assertThat(suspended).containsText("1 withdrawn");
        page.locator("#next-participants").click();
        assertThat(rows).hasCount(200);
        page.locator("#next-participants").click();
        assertThat(rows).hasCount(230);
        assertThat(page.locator("#more-participants")).isHidden();
        assertThat(rows.last()).containsText("clinic-0229");
        assertThat(browser.requests.stream().filter(url -> url.contains("participants?")))
                .hasSize(3);
    }

    @Test
    void says_why_the_ledger_is_not_followed() {
        FederationView now = ExampleViews.running(8);
        door.views.show(
                ExampleViews.withLedger(now, ExampleLedgers.behind("the ledger does not answer: no <i>route</i>")));
        Page page = visit("/", 360, 740, ColorScheme.DARK);
        assertThat(page.locator("#ledger-position"))
                .hasText("What follows is as of block 132 of 140. The ledger does not answer: no <i>route</i>.");
        page.locator("#participants-summary").click();
        page.locator("#changes-details summary").click();
        assertThat(page.locator("#participants tbody tr")).hasCount(7);
        assertThat(overflow(page)).isZero();
        assertThat(page.evaluate(Contrast.SCRIPT)).isEqualTo(List.of());
        picture(page, "ledger-phone");
        door.views.show(now);
        assertThat(page.locator("#ledger-position")).hasText("What follows is as of block 132 of 132.");
    }

    @Test
    void has_words_for_every_reason() {
        Page page = desktop("/");
        @SuppressWarnings("unchecked")
        List<String> known =
                (List<String>) page.evaluate("async () => (await import('/assets/words.js')).knownReasons()");
        assertThat(known)
                .containsExactlyElementsOf(Stream.of(RefusalReason.values())
                        .filter(reason -> reason != RefusalReason.UNRECOGNIZED)
                        .map(reason -> reason.name()
                                .substring("REFUSAL_REASON_".length())
                                .toLowerCase(Locale.ROOT))
                        .filter(name -> !name.equals("unspecified"))
                        .toList());
    }

    @Test
    void keeps_text_readable() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = visit("/", 1280, 900, scheme);
            assertThat(page.evaluate(Contrast.SCRIPT)).as(scheme.name()).isEqualTo(List.of());
        }
    }

    private Page desktop(String path) {
        return visit(path, 1280, 900, ColorScheme.LIGHT);
    }

    private Page visit(String path, int width, int height, ColorScheme scheme) {
        Page page = browser.open(door, width, height, scheme);
        page.navigate(door.uri + path);
        page.waitForSelector("body[data-ready]");
        return page;
    }

    @SuppressWarnings("unchecked")
    private static List<String> legend(Page page) {
        return (List<String>)
                page.evaluate("() => Chart.getChart('accuracy-plot').legend.legendItems.map((item) => item.text)");
    }

    private static Object axis(Page page) {
        return page.evaluate("() => Chart.getChart('traffic-plot').scales.y.type");
    }

    private static int overflow(Page page) {
        return (int) page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    private static void picture(Page page, String name) {
        page.evaluate("() => Object.values(Chart.instances).forEach((chart) => chart.update('none'))");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
