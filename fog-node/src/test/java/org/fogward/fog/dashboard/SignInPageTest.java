package org.fogward.fog.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fogward.fog.gate.SignedIn;
import org.fogward.fog.http.OpenDoor;
import org.fogward.fog.people.Sessions;
import org.fogward.fog.view.ExampleViews;
import org.fogward.protocol.page.Contrast;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInPageTest {
    private static final Pattern DASHBOARD = Pattern.compile("https://[^/]+/");

    @TempDir
    private Path folder;

    private OpenDoor door;
    private Browser browser;

    @BeforeEach
    void open() throws Exception {
        Optional<Path> chromium = Browser.executable();
        Assumptions.assumeTrue(chromium.isPresent(), "Chromium is needed: apt install chromium, or set CHROMIUM");
        browser = new Browser(chromium.get());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (door != null) {
            door.close();
        }
    }

    @Test
    void a_stranger_is_asked_to_sign_in_and_comes_to_where_they_wanted() throws Exception {
        door = new OpenDoor(folder);
        door.views.show(ExampleViews.running(8));
        Page page = visit("/proofs/3");
        assertThat(page).hasURL(Pattern.compile(".*/sign-in\\?next=%2Fproofs%2F3"));
        assertThat(page.locator("#first")).isHidden();
        page.locator("#name").fill("olga");
        page.locator("#password").fill("not the password");
        page.keyboard().press("Enter");
        assertThat(page.locator("#problem")).hasText("That did not match; check what you typed.");
        assertThat(page.locator("#password")).isVisible();
        page.locator("#password").fill(SignedIn.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/proofs/3"));
        assertThat(page.locator("#account summary")).hasText("olga");
        Cookie cookie = page.context().cookies().getFirst();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.secure).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat((String) page.evaluate("() => document.cookie")).isEmpty();
        complainedOnlyOf("401");
    }

    @Test
    void the_first_account_is_made_on_a_page_once() throws Exception {
        door = OpenDoor.withoutPeople(folder);
        String first = door.firstAccount().orElseThrow().toString();
        Page page = visit("/");
        assertThat(page.locator("#first")).isVisible();
        page.navigate(first);
        make(page, "short");
        assertThat(page.locator("#problem")).isHidden();
        make(page, "password fogward");
        assertThat(page.locator("#problem")).hasText("Password: it is too easy to guess.");
        make(page, SignedIn.PASSWORD);
        assertThat(page).hasURL(DASHBOARD);
        assertThat(page.locator("#account summary")).hasText("olga");
        assertThat(door.firstAccount()).isEmpty();
        page.navigate(first);
        page.waitForSelector("body[data-ready]");
        make(page, SignedIn.PASSWORD);
        assertThat(page.locator("#problem")).hasText("There is an account already; sign in with it.");
        assertThat(browser.requests).noneMatch(url -> url.contains(first.substring(first.indexOf('#') + 1)));
        complainedOnlyOf("400", "409");
    }

    @Test
    void an_operator_adds_changes_and_removes_people() throws Exception {
        door = new OpenDoor(folder);
        Page page = signedIn("/people");
        assertThat(page.locator("[data-person]")).hasCount(1);
        page.locator("#name").fill("Vera");
        page.locator("#role").selectOption("auditor");
        page.locator("#password").fill("a long walk in the fog");
        page.locator("#submit").click();
        assertThat(page.locator("[data-person=vera] select")).hasValue("auditor");
        assertThat(page.locator("#announcer")).hasText("Vera is added.");
        page.locator("[data-person=vera] select").selectOption("viewer");
        assertThat(page.locator("#announcer")).hasText("vera is viewer now.");
        page.locator("[data-person=olga] select").selectOption("viewer");
        assertThat(page.locator("#problem")).hasText("Name: olga is the last operator.");
        assertThat(page.locator("[data-person=olga] select")).hasValue("operator");
        page.locator("[data-person=vera] button").click();
        page.locator("[data-person=vera] button").click();
        assertThat(page.locator("[data-person]")).hasCount(1);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", "people.png")));
        page.navigate(door.uri + "/audit-log");
        page.waitForSelector("body[data-ready]");
        assertThat(page.locator("#entries tbody tr").first()).containsText("audit log seen");
        assertThat(page.locator("#entries")).containsText("vera is viewer now");
        complainedOnlyOf("409");
    }

    @Test
    void an_operator_suspends_restores_and_invites_gateways() throws Exception {
        door = new OpenDoor(folder);
        Page page = signedIn("/gateways");
        assertThat(page.locator("#gateways tbody tr")).hasCount(2);
        assertThat(page.locator("[data-gateway=eastgate]")).containsText("the box is missing");
        page.locator("[data-gateway=aurora] button").click();
        assertThat(page.locator("[data-gateway=aurora] .pill")).hasText("Takes part");
        page.locator("#reason").fill("stolen");
        page.locator("[data-gateway=aurora] button").click();
        assertThat(page.locator("#announcer")).hasText("aurora is suspended.");
        assertThat(page.locator("[data-gateway=aurora]")).containsText("stolen");
        page.locator("#reason").fill("found");
        page.locator("[data-gateway=eastgate] button").click();
        assertThat(page.locator("#announcer")).hasText("eastgate is restored.");
        assertThat(page.locator("[data-gateway=eastgate] button")).hasText("Suspend");
        page.locator("#gateway").fill("north ward");
        page.locator("#submit").click();
        assertThat(page.locator("#problem")).not().isEmpty();
        page.locator("#gateway").fill("north");
        page.locator("#submit").click();
        assertThat(page.locator("#code")).hasText("ABCD-north");
        assertThat(page.locator("#invitation svg path")).isVisible();
        assertThat(page.locator("#problem")).isEmpty();
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "pictures", "gateways.png")));
        complainedOnlyOf("400");
    }

    @Test
    void every_page_keeps_to_the_policy_is_readable_and_fits_a_phone() throws Exception {
        door = new OpenDoor(folder);
        door.views.show(ExampleViews.running(8));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (String path : List.of("/", "/gateways", "/people", "/audit-log", "/proofs/3", "/first", "/nothing")) {
                Page page = browser.open(door, 380, 800, scheme);
                page.navigate(door.uri + path);
                if (!path.equals("/nothing")) {
                    page.waitForSelector("body[data-ready]");
                }
                looksRight(page, path);
            }
            Page page = browser.open(380, 800, scheme);
            page.navigate(door.uri + "/sign-in");
            page.waitForSelector("body[data-ready]");
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", "sign-in.png")));
            looksRight(page, "/sign-in");
        }
        complainedOnlyOf("404");
    }

    @Test
    void signing_out_and_a_session_that_ends_lead_to_the_sign_in_page() throws Exception {
        door = new OpenDoor(folder);
        Page left = signedIn("/");
        left.locator("#account summary").click();
        left.locator("#sign-out").click();
        assertThat(left).hasURL(Pattern.compile(".*/sign-in"));
        left.navigate(door.uri.toString());
        assertThat(left).hasURL(Pattern.compile(".*/sign-in"));
        left.locator("#name").fill("olga");
        left.locator("#password").fill(SignedIn.PASSWORD);
        left.keyboard().press("Enter");
        assertThat(left.locator("#account")).isVisible();
        door.clock.forward(Sessions.IDLE.plusMinutes(1));
        assertThat(left).hasURL(Pattern.compile(".*/sign-in.*"));
    }

    private static void looksRight(Page page, String path) {
        assertThat(page.evaluate(Contrast.SCRIPT)).as(path).isEqualTo(List.of());
        assertThat((int) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as(path)
                .isZero();
        page.context().close();
    }

    private static void make(Page page, String password) {
        page.locator("#name").fill("olga");
        page.locator("#password").fill(password);
        page.locator("#again").fill(password);
        page.locator("#submit").click();
    }

    private Page signedIn(String path) {
        return visit(browser.open(door, 1280, 900, ColorScheme.LIGHT), path);
    }

    private Page visit(String path) {
        return visit(browser.open(1280, 900, ColorScheme.LIGHT), path);
    }

    private Page visit(Page page, String path) {
        page.navigate(door.uri + path);
        page.waitForSelector("body[data-ready]");
        return page;
    }

    /** Chromium complains of every answer that is an error; of the policy it must not. */
    private void complainedOnlyOf(String... statuses) {
        assertThat(browser.complaints)
                .allMatch(text -> text.startsWith("Failed to load resource")
                        && List.of(statuses).stream().anyMatch(text::contains));
    }
}
