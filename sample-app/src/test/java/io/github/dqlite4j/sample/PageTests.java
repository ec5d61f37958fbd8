package io.github.dqlite4j.sample;

import java.util.Objects;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class PageTests {

	private static final Pattern LOCAL_FILE = Pattern.compile("(?:src|href)=\"((?:js/)?[\\w-]+\\.\\w+)\"");

	private static final Pattern IMPORT = Pattern.compile("from '\\./([\\w-]+\\.js)'");

	@Autowired
	private ApiClient api;

	@Test
	void rootIsAPageWhoseFilesAreAllThere() {
		this.api.get("/").expectStatus().isOk().expectHeader().contentTypeCompatibleWith(MediaType.TEXT_HTML);
		assertThat(LOCAL_FILE.matcher(text("/")).results().map((file) -> file.group(1)))
			.contains("js/app.js", "style.css")
			.allSatisfy((file) -> assertThat(text("/" + file)).isNotBlank());
		assertThat(IMPORT.matcher(text("/js/app.js")).results().map((file) -> file.group(1))).hasSize(4)
			.allSatisfy((file) -> assertThat(text("/js/" + file)).isNotBlank());
	}

	@ParameterizedTest
	@ValueSource(strings = { "app", "cluster", "dom", "employee-form", "http", "teams" })
	void scriptsNeverTakeTextForMarkup(String script) {
		assertThat(text("/js/" + script + ".js"))
			.doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|eval\\(");
	}

	private String text(String uri) {
		return Objects.requireNonNull(
				this.api.get(uri).expectStatus().isOk().expectBody(String.class).returnResult().getResponseBody());
	}

}
