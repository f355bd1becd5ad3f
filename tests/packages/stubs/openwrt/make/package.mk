# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT

PKG_BUILD_DIR:=$(BUILD_DIR)/$(PKG_NAME)-$(PKG_VERSION)
MESON_BUILD_DIR:=$(PKG_BUILD_DIR)/openwrt-build

define Build/Prepare/Default
	mkdir -p $(PKG_BUILD_DIR)
	echo "$(PKG_HASH)  $(DL_DIR)/$(PKG_SOURCE)" | sha256sum -c --quiet
	$(TAR) -C $(PKG_BUILD_DIR) --strip-components=1 -xzf $(DL_DIR)/$(PKG_SOURCE)
endef

define Download
  $(eval $(Download/$(1)))
  downloads += $(URL)/$(URL_FILE)=$(HASH)
endef

define BuildPackage
  $(eval $(Package/$(1)))
  prepare: ; $$(Build/Prepare)
  install: ; $$(call Package/$(1)/install,$(ROOT))
  dev: ; $$(call Build/InstallDev,$(ROOT))
  facts:
	@printf '%s\n' 'name=$(PKG_NAME)' 'version=$(PKG_VERSION)' 'release=$(PKG_RELEASE)' 'source=$(PKG_SOURCE)' \
	    'url=$(PKG_SOURCE_URL)' 'hash=$(PKG_HASH)' 'license=$(PKG_LICENSE)' 'maintainer=$(PKG_MAINTAINER)' \
	    'section=$(SECTION)' 'category=$(CATEGORY)' 'title=$(TITLE)' 'depends=$(DEPENDS)' 'downloads=$(downloads)' \
	    'flags=$(TARGET_CXXFLAGS)'
endef
