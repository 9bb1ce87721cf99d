package org.fogward.edge.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The page's own files, which are part of the program. */
final class PageFiles {
    private static final String HTML = "text/html; charset=utf-8";
    private static final Map<String, String> TYPES = Map.of(
            "html",
            HTML,
            "css",
            "text/css; charset=utf-8",
            "js",
            "text/javascript; charset=utf-8",
            "svg",
            "image/svg+xml");
    private static final List<String> ASSETS = List.of(
            "style.css",
            "logo.svg",
            "elements.js",
            "session.js",
            "forms.js",
            "sign-in.js",
            "first.js",
            "gateway.js",
            "status.js",
            "devices.js",
            "enrolment.js",
            "patients.js",
            "audit.js");

    private PageFiles() {}

    static List<Route> routes() {
        return Stream.concat(
                        Stream.of(
                                Route.signedIn("GET", "/", fixed("gateway.html")),
                                Route.open("GET", "/sign-in", fixed("sign-in.html")),
                                Route.open("GET", "/first", fixed("first.html"))),
                        ASSETS.stream().map(name -> Route.open("GET", "/assets/" + name, fixed(name))))
                .toList();
    }

    private static Route.Handler fixed(String name) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), HTML);
        Answer answer = Answer.file(type, content(name));
        return visit -> answer;
    }

    private static byte[] content(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the program's file " + name + " cannot be read", e);
        }
    }
}
