/*
 * The little that must happen in the browser: quick exit, single-key shortcuts, and the removal of a
 * revealed text when the server cannot be asked. Elements say what they are by data attributes:
 *   data-quick-exit        leaves when clicked; so do three lone Shift presses within two seconds
 *   data-leave-to          on <body>: where quick exit leads
 *   data-shortcut          search (/), new (n) or help (?): focused or clicked by its key
 *   data-single-keys       "off" on the layout switches the shortcuts off
 *   data-mask-after        seconds after which the element's text is removed
 *   data-seconds-left      seconds that are left when it appears: counted down, and then the page is asked for anew
 */
(() => {
	'use strict';
	if (window.durumi) {
		return;
	}
	window.durumi = true;

	let leaving = false;

	function blank() {
		document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body'));
		document.title = ' ';
	}

	function leave() {
		if (leaving) {
			return;
		}
		leaving = true;
		const to = document.body.dataset.leaveTo || 'about:blank';
		blank();
		// should the server not hear of it now, her browser tells it next time
		document.cookie = 'durumi-left=1; path=/; samesite=lax' + (location.protocol === 'https:' ? '; secure' : '');
		fetch('/quick-exit', { method: 'POST', keepalive: true, credentials: 'same-origin', cache: 'no-store' })
			.catch(() => { /* the server does not answer; leaving is what counts */ });
		window.location.replace(to);
	}

	// a page that comes out of the browser's back-forward store after leaving stays empty
	window.addEventListener('pageshow', (event) => {
		if (event.persisted) {
			blank();
			window.location.reload();
		}
	});

	document.addEventListener('click', (event) => {
		if (event.composedPath().some((node) => node instanceof Element && node.hasAttribute('data-quick-exit'))) {
			event.preventDefault();
			event.stopImmediatePropagation();
			leave();
		}
	}, true);

	// a link within the page goes there, and takes the focus along
	document.addEventListener('click', (event) => {
		const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
		const to = link && link.getAttribute('href');
		const target = to && to.startsWith('#') && document.getElementById(to.slice(1));
		if (target) {
			event.preventDefault();
			event.stopPropagation();
			target.scrollIntoView({ block: 'start' });
			target.focus({ preventScroll: true });
		}
	}, true);

	const down = new Set();
	let lone = [];
	let composing = false;
	let candidate = false;

	function isShift(event) {
		return event.code === 'ShiftLeft' || event.code === 'ShiftRight' || event.key === 'Shift';
	}

	function name(event) {
		return event.code || event.key;
	}

	function forgetPresses() {
		lone = [];
		candidate = false;
	}

	document.addEventListener('compositionstart', () => { composing = true; forgetPresses(); }, true);
	document.addEventListener('compositionend', () => { composing = false; forgetPresses(); }, true);
	window.addEventListener('blur', () => { down.clear(); forgetPresses(); });
	document.addEventListener('pointerdown', forgetPresses, true);

	document.addEventListener('keydown', (event) => {
		if (event.repeat) {
			return;
		}
		const alone = down.size === 0;
		down.add(name(event));
		if (!isShift(event) || composing || event.isComposing || !alone || event.ctrlKey || event.altKey || event.metaKey) {
			forgetPresses();
			shortcut(event);
			return;
		}
		candidate = true;
	}, true);

	document.addEventListener('keyup', (event) => {
		down.delete(name(event));
		if (!candidate || !isShift(event) || composing) {
			return;
		}
		candidate = false;
		const now = performance.now();
		lone = lone.filter((time) => now - time <= 2000);
		lone.push(now);
		if (lone.length === 3) {
			leave();
		}
	}, true);

	function inField(event) {
		const target = event.composedPath()[0];
		return target instanceof Element
			&& (target.matches('input, textarea, select, [role="textbox"], [role="combobox"]') || target.isContentEditable);
	}

	function shortcutOf(event) {
		if (event.ctrlKey || event.altKey || event.metaKey) {
			return null;
		}
		// by place on the keyboard, so that a Korean layout changes nothing
		if (event.code === 'Slash') {
			return event.shiftKey ? 'help' : 'search';
		}
		return event.code === 'KeyN' && !event.shiftKey ? 'new' : null;
	}

	function shortcut(event) {
		if (composing || event.isComposing || inField(event) || document.querySelector('[data-single-keys="off"]')) {
			return;
		}
		const wanted = shortcutOf(event);
		const target = wanted && document.querySelector(`[data-shortcut="${wanted}"]`);
		if (!target || document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]')) {
			return;
		}
		event.preventDefault();
		if (wanted === 'search') {
			target.focus();
		}
		else {
			target.click();
		}
	}

	const MASK = 'data-mask-after';

	function maskLater(element) {
		const seconds = Number(element.getAttribute(MASK));
		if (seconds > 0) {
			window.setTimeout(() => { element.textContent = ''; }, seconds * 1000);
		}
	}

	const LEFT = 'data-seconds-left';

	function countDown(element) {
		const end = performance.now() + Number(element.getAttribute(LEFT)) * 1000;
		const beat = () => {
			if (!element.isConnected) {
				return;
			}
			const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
			element.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
			if (left > 0) {
				window.setTimeout(beat, 1000);
			}
			else {
				blank();
				window.location.reload();
			}
		};
		beat();
	}

	new MutationObserver((changes) => {
		for (const change of changes) {
			if (change.type === 'attributes') {
				maskLater(change.target);
				continue;
			}
			for (const node of change.addedNodes) {
				if (node instanceof Element) {
					[node, ...node.querySelectorAll(`[${MASK}]`)].forEach(maskLater);
					[node, ...node.querySelectorAll(`[${LEFT}]`)].filter((each) => each.hasAttribute(LEFT)).forEach(countDown);
				}
			}
		}
	}).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: [MASK] });
})();
