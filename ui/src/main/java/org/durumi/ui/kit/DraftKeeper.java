package org.durumi.ui.kit;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.drafts.DraftKey;
import org.durumi.drafts.Drafts;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

import org.springframework.dao.DataAccessException;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.TransactionException;

/**
 * Keeps what is typed into a form, at the server and every few seconds at most, and
 * offers what was kept when the form is opened again. As long as the offer stands, what
 * was kept is not written over.
 */
public final class DraftKeeper extends Div {

	private static final Duration PAUSE = Duration.ofSeconds(3);

	/** While the database is away each try keeps the page waiting. */
	private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

	private final transient DraftKey key;

	private final transient Map<String, Drafted> parts = new LinkedHashMap<>();

	private final transient Map<String, Drafted> companions = new LinkedHashMap<>();

	private transient Runnable restored = () -> {
	};

	private transient SecurityContext writer = new SecurityContextImpl();

	private boolean offered;

	private boolean kept;

	private boolean unkept;

	private boolean waiting;

	/**
	 * Keeps the drafts of one form.
	 * @param key which form of which case it is
	 */
	public DraftKeeper(DraftKey key) {
		this.key = key;
		addClassName("draft-offer");
		setVisible(false);
	}

	/**
	 * Keeps this, too.
	 * @param name of the part within the form
	 */
	public DraftKeeper keep(String name, Drafted part) {
		this.parts.put(name, part);
		part.onTyped(this::typed);
		return this;
	}

	/** Keeps this with the rest; typing there alone begins no draft. */
	public DraftKeeper also(String name, Drafted part) {
		this.companions.put(name, part);
		return this;
	}

	/** Calls back when what was kept has been put back. */
	public DraftKeeper onRestored(Runnable restored) {
		this.restored = restored;
		return this;
	}

	/** Something was saved, or is to be lost: what is not in any part any more goes. */
	public void done() {
		if (this.parts.values().stream().noneMatch(Drafted::isChanged)) {
			forget();
		}
	}

	/** What was typed is not wanted any more. */
	public void forget() {
		this.unkept = false;
		if (this.kept && !this.offered) {
			store().ifPresent((drafts) -> drafts.forget(this.key));
			this.kept = false;
		}
	}

	@Override
	protected void onAttach(AttachEvent event) {
		FormDrafts.of(event.getUI()).add(this);
		if (!this.kept && !this.offered) {
			store().flatMap((drafts) -> drafts.keptAt(this.key)).ifPresent(this::offer);
		}
	}

	@Override
	protected void onDetach(DetachEvent event) {
		FormDrafts.of(event.getUI()).remove(this);
	}

	private void offer(Instant at) {
		this.offered = true;
		Button proceed = new Button(Texts.text("kit.draft.continue"), (click) -> proceed());
		proceed.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
		Button discard = new Button(Texts.text("kit.draft.discard"), (click) -> {
			boolean typedMeanwhile = this.unkept;
			decide();
			this.kept = true;
			forget();
			this.unkept = typedMeanwhile;
			keepSoon();
		});
		discard.addThemeVariants(ButtonVariant.SMALL);
		Div acts = new Div(proceed, discard);
		acts.addClassName("draft-acts");
		Paragraph sentence = new Paragraph(Texts.text("kit.draft", Dates.moment(at)));
		sentence.getElement().setAttribute("role", "status");
		add(sentence, acts);
		setVisible(true);
	}

	private void proceed() {
		decide();
		store().flatMap((drafts) -> drafts.open(this.key)).ifPresent((typed) -> {
			this.parts.forEach((name, part) -> part.restore(within(name, typed)));
			this.companions.forEach((name, part) -> part.restore(within(name, typed)));
			this.restored.run();
		});
		this.kept = true;
	}

	private void decide() {
		this.offered = false;
		removeAll();
		setVisible(false);
	}

	private void typed() {
		this.unkept = true;
		// a thread that keeps it later knows nobody by itself
		this.writer = SecurityContextHolder.createEmptyContext();
		this.writer.setAuthentication(SecurityContextHolder.getContext().getAuthentication());
		keepSoon();
	}

	/** In a few seconds: who is quick to save leaves no draft. */
	private void keepSoon() {
		if (!this.waiting && !this.offered && this.unkept) {
			keepAfter(PAUSE);
		}
	}

	private void keepAfter(Duration pause) {
		getUI().ifPresent((page) -> {
			this.waiting = true;
			CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS).execute(page.accessLater(() -> {
				this.waiting = false;
				if (!isKeptNow()) {
					keepAfter(PAUSE_AFTER_FAILURE);
				}
			}, () -> {
				// the page was left
			})::run);
		});
	}

	/** Keeps what is not kept yet; whether nothing is left to be kept. */
	boolean isKeptNow() {
		if (!this.unkept || this.offered) {
			return true;
		}
		Map<String, String> typed = new LinkedHashMap<>();
		this.parts.forEach((name, part) -> put(name, part, typed));
		this.companions.forEach((name, part) -> put(name, part, typed));
		try {
			store().ifPresent(
					(drafts) -> new DelegatingSecurityContextRunnable(() -> this.kept |= drafts.keep(this.key, typed),
							this.writer)
						.run());
			this.unkept = false;
			return true;
		}
		catch (DataAccessException | TransactionException away) {
			return false;
		}
	}

	private static void put(String name, Drafted part, Map<String, String> typed) {
		part.typed().forEach((field, text) -> typed.put(name + "/" + field, text));
	}

	private static Map<String, String> within(String part, Map<String, String> typed) {
		Map<String, String> own = new LinkedHashMap<>();
		typed.forEach((name, text) -> {
			if (name.startsWith(part + "/")) {
				own.put(name.substring(part.length() + 1), text);
			}
		});
		return own;
	}

	private Optional<Drafts> store() {
		return getUI().flatMap((page) -> FormDrafts.of(page).store());
	}

}
