// The page follows the language that is chosen in the chat.
document.addEventListener("veiviser-language", (event) => {
  document.documentElement.lang = event.detail.language;
  document.title = event.detail.title;
});
