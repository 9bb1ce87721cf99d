package org.fogward.fog.gate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody whom a real sign-in over HTTPS has let in.
 *
 * @param cookie name and value
 * @param pageToken what their pages send with each change
 */
public record SignedIn(String cookie, String pageToken) {
    public static final String NAME = "olga";
    public static final String PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("\"pageToken\":\"([^\"]+)\"");

    /** Signs in. */
    public static SignedIn by(HttpClient client, URI door, String name, String password)
            throws IOException, InterruptedException {
        return of(
                post(client, door, "/api/sign-in", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password)));
    }

    /** Makes the first account, by the address that the fog node tells. */
    public static SignedIn first(HttpClient client, URI first) throws IOException, InterruptedException {
        return of(post(
                client,
                first,
                "/api/first",
                "{\"code\":\"%s\",\"name\":\"%s\",\"password\":\"%s\"}"
                        .formatted(first.getFragment(), NAME, PASSWORD)));
    }

    /** Sends JSON as a page of the door does. */
    public static HttpResponse<String> post(HttpClient client, URI door, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(door.resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Sec-Fetch-Site", "same-origin")
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Reads what a good sign-in answers. */
    public static SignedIn of(HttpResponse<String> answer) {
        Matcher token = TOKEN.matcher(answer.body());
        if (answer.statusCode() != 200 || !token.find()) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
        return new SignedIn(cookie.substring(0, cookie.indexOf(';')), token.group(1));
    }

    /** The headers of a request of theirs. */
    public String[] headers() {
        return new String[] {"Cookie", cookie, "Fogward-Page", pageToken, "Sec-Fetch-Site", "same-origin"};
    }
}
