package org.fogward.fog.dashboard;

/** The page that a browser gets when there is nothing else to show. */
public final class ErrorPage {

    private ErrorPage() {}

    /**
     * The page.
     *
     * @param status the HTTP status
     * @param reason the status in words; fixed text, never from a request
     */
    public static String of(int status, String reason) {
        return Pages.read("error.html")
                .replace("{{status}}", Integer.toString(status))
                .replace("{{reason}}", reason);
    }
}
