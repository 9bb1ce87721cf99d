package org.fogward.edge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fogward.edge.TestCa;
import org.fogward.edge.config.PageDoor;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.page.Chromium;
import org.fogward.protocol.page.Contrast;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayPageInBrowserTest {
    @TempDir
    private Path state;

    private final PutForwardClock clock = new PutForwardClock();
    private final StillGateway gateway = new StillGateway();
    private GatewayPage page;
    private Chromium chromium;

    @BeforeEach
    void open() throws Exception {
        Optional<Path> executable = Chromium.executable();
        Assumptions.assumeTrue(executable.isPresent(), "Chromium is needed: apt install chromium, or set CHROMIUM");
        chromium = new Chromium(executable.get());
        page = new GatewayPage(new PageDoor("127.0.0.1", 0), state, gateway, clock);
        page.start();
    }

    @AfterEach
    void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (page != null) {
            page.close();
        }
    }

    @Test
    void a_technician_makes_the_account_and_does_what_there_is_to_do() {
        URI first = page.firstAccountUri().orElseThrow();
        Page seen = chromium.open(1280, 900, ColorScheme.LIGHT);
        seen.navigate(page.uri().toString());
        assertThat(seen).hasURL(page.uri() + "/sign-in");
        assertThat(seen.locator("#first")).isVisible();
        makeAccount(seen, first);

        assertThat(seen.locator("#gateway")).hasText("clinic-a");
        assertThat(seen.locator("#state")).hasText("All is well");
        assertThat(seen.locator("#facts")).containsText("7: it was taken");
        assertThat(seen.locator("#samples")).containsText("1,200");
        assertThat(seen.locator("#samples")).containsText("label 2");
        assertThat((String) seen.evaluate("() => document.cookie")).isEmpty();

        seen.locator("#device").fill("wrist-1");
        seen.locator("#device-form button").click();
        assertThat(seen.locator("#secret")).hasText("secret-of-wrist-1");
        assertThat(seen.locator("#told svg path")).isVisible();
        seen.locator("[data-device=wrist-1] button").click();
        assertThat(seen.locator("[data-device=wrist-1] button")).hasText("Really remove?");
        assertThat(seen.locator("[data-device=wrist-1]")).isVisible();
        seen.locator("[data-device=wrist-1] button").click();
        assertThat(seen.locator("[data-device=wrist-1]")).hasCount(0);
        assertThat(seen.locator("[data-device=old] button")).hasCount(0);

        seen.locator("#code").fill("nonsense");
        seen.locator("#enrolment-form button").click();
        assertThat(seen.locator("#enrolment-form-problem")).containsText("Code: not one that a fog node makes");
        seen.locator("#code")
                .fill(InvitationCode.random(new TestCa("ward").root(), new SecureRandom())
                        .text());
        seen.locator("#fog").fill("https://fog.example:8443");
        seen.locator("#enrolment-form button").click();
        assertThat(seen.locator("#enrolment-form-problem")).hasText("The fog node does not take the code.");

        seen.locator("#patient").fill("PAT-8842");
        seen.locator("#patient-form button").click();
        assertThat(seen.locator("#forgotten")).hasText("Forgotten, with 3 samples; no more are taken.");
        assertThat(seen.locator("#patient")).hasValue("");
        assertThat(gateway.forgotten).containsExactly("PAT-8842");
        assertThat(seen.locator("#entries")).containsText("forget patient");
        assertThat(seen.locator("body")).not().containsText("PAT-8842");

        seen.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "pictures", "gateway.png")));
        seen.locator("#sign-out").click();
        assertThat(seen).hasURL(page.uri() + "/sign-in");
        assertThat(chromium.requests).noneMatch(url -> url.contains("PAT-8842") || url.contains(first.getFragment()));
        complainedOnlyOf("400");
    }

    @Test
    void a_gateway_that_takes_no_other_code_asks_for_none() {
        gateway.enrols = false;
        Page seen = chromium.open(1280, 900, ColorScheme.LIGHT);
        makeAccount(seen, page.firstAccountUri().orElseThrow());
        assertThat(seen.locator("#enrolled")).containsText("takes no other code");
        assertThat(seen.locator("#enrolment-form")).isHidden();
        gateway.enrols = true;
        assertThat(seen.locator("#enrolment-form")).isVisible();
    }

    @Test
    void a_session_that_ends_and_a_gateway_that_stops_are_told() {
        Page seen = chromium.open(1280, 900, ColorScheme.LIGHT);
        makeAccount(seen, page.firstAccountUri().orElseThrow());
        assertThat(seen.locator("#state")).hasText("All is well");
        gateway.runs = false;
        assertThat(seen.locator("#state")).hasText("Not enrolled");
        assertThat(seen.locator("#no-devices")).containsText("does not take devices before it runs");
        clock.forward(Sessions.IDLE.plusMinutes(1));
        assertThat(seen).hasURL(page.uri() + "/sign-in");
        seen.locator("#password").fill("not the password");
        seen.keyboard().press("Enter");
        assertThat(seen.locator("#form-problem")).hasText("That did not match; check what you typed.");
        seen.locator("#password").fill(Visitor.PASSWORD);
        seen.keyboard().press("Enter");
        assertThat(seen.locator("#gateway")).hasText("clinic-a");
        page.close();
        assertThat(seen.locator("#lost")).containsText("does not answer");
    }

    @Test
    void every_page_keeps_to_the_policy_is_readable_and_fits_a_phone() {
        Page first = chromium.open(380, 800, ColorScheme.LIGHT);
        URI address = page.firstAccountUri().orElseThrow();
        first.navigate(address.toString());
        first.waitForSelector("body[data-ready]");
        looksRight(first, "/first");
        makeAccount(first, address);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page seen = chromium.open(380, 800, scheme);
            seen.navigate(page.uri() + "/sign-in");
            seen.waitForSelector("body[data-ready]");
            looksRight(seen, "/sign-in");
            seen.locator("#password").fill(Visitor.PASSWORD);
            seen.keyboard().press("Enter");
            assertThat(seen.locator("#state")).hasText("All is well");
            seen.waitForSelector("body[data-ready]");
            looksRight(seen, "/");
            seen.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "pictures", "gateway-phone-" + scheme + ".png")));
        }
        complainedOnlyOf();
    }

    private static void makeAccount(Page seen, URI first) {
        seen.navigate(first.toString());
        seen.waitForSelector("body[data-ready]");
        seen.locator("#password").fill(Visitor.PASSWORD);
        seen.locator("#again").fill(Visitor.PASSWORD);
        seen.locator("#form button").click();
        assertThat(seen).hasURL(Pattern.compile("https://[^/]+/"));
        seen.waitForSelector("body[data-ready]");
    }

    private static void looksRight(Page seen, String path) {
        assertThat(seen.evaluate(Contrast.SCRIPT)).as(path).isEqualTo(List.of());
        assertThat((int) seen.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(path)
                .isZero();
    }

    /** Chromium complains of every answer that is an error; of the policy it must not. */
    private void complainedOnlyOf(String... statuses) {
        assertThat(chromium.complaints)
                .allMatch(text -> text.startsWith("Failed to load resource")
                        && List.of(statuses).stream().anyMatch(text::contains));
    }
}
