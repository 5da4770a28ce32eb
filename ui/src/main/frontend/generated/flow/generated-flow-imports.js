import '@vaadin/notification/src/vaadin-notification.js';
import 'Frontend/generated/jar-resources/flow-component-renderer.js';
import 'Frontend/generated/jar-resources/flow-component-directive.js';
import '@vaadin/app-layout/src/vaadin-app-layout.js';
import '@vaadin/app-layout/src/vaadin-drawer-toggle.js';
import '@vaadin/button/src/vaadin-button.js';
import '@vaadin/tooltip/src/vaadin-tooltip.js';
import 'Frontend/generated/jar-resources/disableOnClickFunctions.js';
import '@vaadin/icons/vaadin-iconset.js';
import '@vaadin/icon/src/vaadin-icon.js';
import '@vaadin/scroller/src/vaadin-scroller.js';
import '@vaadin/side-nav/src/vaadin-side-nav.js';
import '@vaadin/side-nav/src/vaadin-side-nav-item.js';
import 'Frontend/generated/jar-resources/menubarConnector.js';
import 'Frontend/generated/jar-resources/contextMenuConnector.js';
import '@vaadin/menu-bar/src/vaadin-menu-bar.js';
import '@vaadin/context-menu/src/vaadin-context-menu.js';
import 'Frontend/generated/jar-resources/contextMenuTargetConnector.js';
import '@vaadin/dialog/src/vaadin-dialog.js';
import '@vaadin/common-frontend/ConnectionIndicator.js';
import 'Frontend/generated/jar-resources/ReactRouterOutletElement.tsx';

const loadOnDemand = (key) => {
  const pending = [];
  if (key === '0f5eb1e6cdf0e7bb417a1a91eface66118bea81bace648486e81935829ccc7d0') {
    pending.push(import('./chunks/chunk-fa5457cae124a172bf4d71877e2bf23499dfd8bc29b89f489408b6b3d3526da1.js'));
  }
  if (key === '7ea2a4466812d6c6b1ab3118ad873bf77d0280811b28342d008e6120393631ed') {
    pending.push(import('./chunks/chunk-fa5457cae124a172bf4d71877e2bf23499dfd8bc29b89f489408b6b3d3526da1.js'));
  }
  if (key === 'fb4e364dcc5c5bbd4f6bab3af2bb4df621fd067aa5e182d484d51f87fa9032d8') {
    pending.push(import('./chunks/chunk-18a85eb8c2fd0fc248f72ea9a5e778fedfcb0b4db32f324f5849f51a7cc54043.js'));
  }
  if (key === '762eb663342a4b160d9147bc7a966bbf366d49cacceff15018c45a6c6ff5bb67') {
    pending.push(import('./chunks/chunk-fa5457cae124a172bf4d71877e2bf23499dfd8bc29b89f489408b6b3d3526da1.js'));
  }
  if (key === 'b787a8df8ef54dd3b11a214264b21e51414d3a6d9c5beda1be45064b5e5e4c10') {
    pending.push(import('./chunks/chunk-fa5457cae124a172bf4d71877e2bf23499dfd8bc29b89f489408b6b3d3526da1.js'));
  }
  return Promise.all(pending);
}

window.Vaadin = window.Vaadin || {};
window.Vaadin.Flow = window.Vaadin.Flow || {};
window.Vaadin.Flow.loadOnDemand = loadOnDemand;
window.Vaadin.Flow.resetFocus = () => {
 let ae=document.activeElement;
 while(ae&&ae.shadowRoot) ae = ae.shadowRoot.activeElement;
 return !ae || ae.blur() || ae.focus() || true;
}