package org.fogward.fog.dashboard;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.List;
import org.fogward.fog.http.OpenDoor;
import org.fogward.protocol.page.Chromium;

/** A browser that can come as somebody who has signed in. */
final class Browser extends Chromium {

    Browser(Path executable) {
        super(executable);
    }

    /** A new page of a browser that the operator has signed in with. */
    Page open(OpenDoor door, int width, int height, ColorScheme scheme) {
        Page page = open(width, height, scheme);
        String[] cookie = door.operator.cookie().split("=", 2);
        page.context()
                .addCookies(List.of(new Cookie(cookie[0], cookie[1])
                        .setUrl(door.uri.toString())
                        .setSecure(true)));
        return page;
    }
}
